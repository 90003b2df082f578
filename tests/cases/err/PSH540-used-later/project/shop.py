import jwt
import pandas as pd
from celery import Celery
from flask import Flask
from sqlalchemy import create_engine

ADDRESS = "mysql+pymysql://shop@database/shop"
site = Flask(__name__)
jobs = Celery("jobs", broker="redis://queue/0")
engine = create_engine(ADDRESS)


@site.route("/prices")
def prices():
    return pd.read_excel("prices.xlsx").to_json()


@site.route("/token")
def token():
    return jwt.encode({}, "key", algorithm="RS256")
