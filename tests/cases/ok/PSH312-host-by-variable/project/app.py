import os

import uvicorn

options = {"host": "0.0.0.0", "port": int(os.environ["PORT"])}

async def app(scope, receive, send):
    pass


uvicorn.run(app, **options)
