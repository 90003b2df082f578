import uvicorn
from fastapi import FastAPI

service = FastAPI()
PORT = 8000

if __name__ == "__main__":
    uvicorn.run(service, host="0.0.0.0", port=PORT)
