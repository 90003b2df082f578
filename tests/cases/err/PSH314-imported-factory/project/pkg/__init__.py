from fastapi import FastAPI


def make():
    api = FastAPI()
    return api
