import numpy as np
from flask import Flask, Markup, escape
from jinja2 import contextfilter
from werkzeug.urls import url_quote

app = Flask(__name__)
KIND = np.int


@app.before_first_request
def fill():
    pass
