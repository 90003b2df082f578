from flask import Flask
from flask_moment import Moment

app = Flask(__name__)


@app.route("/")
def index():
    return "hello"
