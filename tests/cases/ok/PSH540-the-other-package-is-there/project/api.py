import os

from fastapi import FastAPI, Form
from pydantic import BaseModel, EmailStr
from pymongo import MongoClient
from sqlalchemy import create_engine

service = FastAPI()
client = MongoClient("mongodb+srv://shop@cluster.example.net/shop")
engine = create_engine("postgresql://shop@database/shop")
try:
    other = create_engine("mysql+pymysql://shop@database/shop")
except ImportError:
    other = None
third = create_engine(os.environ.get("REPORTS", "mysql://shop@database/shop"))


class Customer(BaseModel):
    address: EmailStr


@service.post("/notes")
async def add(title: str = Form()):
    return title


if __name__ == "__main__":
    create_engine("mysql+aiomysql://shop@database/shop")
