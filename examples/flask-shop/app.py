from flask import Flask, jsonify

from shop.prices import total

app = Flask(__name__)


@app.route("/")
def index():
    return jsonify(total=total({"tea": 3, "cake": 1}))
