from typing import Annotated

from fastapi import FastAPI, Form, UploadFile

service = FastAPI()


@service.post("/notes")
async def add(title: Annotated[str, Form()], picture: UploadFile | None = None):
    return {"title": title}
