from fastapi import FastAPI
from pydantic import BaseModel, EmailStr
from pymongo import MongoClient

service = FastAPI()
client = MongoClient(host="mongodb+srv://shop@cluster.example.net/shop")


class Customer(BaseModel):
    name: str
    address: EmailStr | None = None
