import os

import uvicorn
from fastapi import FastAPI

app = FastAPI()


def serve():
    uvicorn.run(app, host="0.0.0.0", port=int(os.environ["PORT"]))
