import os

from flask import Flask
from flask_sqlalchemy import SQLAlchemy

site = Flask(__name__)
site.config["SQLALCHEMY_DATABASE_URI"] = os.environ.get("DATABASE_URL") or "sqlite:///shop.db"
database = SQLAlchemy(site)
