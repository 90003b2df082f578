import certifi
import jinja2
import pkg_resources
import psycopg2
import requests
import urllib3
from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

import redis
import some_module_of_nobody

try:
    import lxml
except ImportError:
    lxml = None

app = Flask(__name__)


@app.route("/")
def index():
    import yaml

    return yaml.dump({})
