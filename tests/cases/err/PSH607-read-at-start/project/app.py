import os

TOKEN = os.environ['ORDER_TOKEN']
from flask import Flask

app = Flask(__name__)
