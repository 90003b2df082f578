import os

from calendar import day
from waitress import serve

from flask import Flask

app = Flask(__name__)
serve(app, port=int(os.environ['PORT']))
