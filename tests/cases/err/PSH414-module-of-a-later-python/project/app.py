from flask import Flask

from shop.clock import now

app = Flask(__name__)


@app.route("/")
def index():
    return str(now())
