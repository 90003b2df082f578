import os

from flask import Flask
from sqlalchemy import create_engine

site = Flask(__name__)
engine = create_engine(os.environ["DATABASE_URL"].replace("postgres://", "postgresql://", 1))
address = os.getenv("DATABASE_URL", "")
if address.startswith("postgres://"):
    address = "postgresql://" + address.removeprefix("postgres://")
second = create_engine(address)
