import os

from flask import Flask
from waitress import serve

app = Flask(__name__)
serve(app, port=int(os.environ['PORT']))
