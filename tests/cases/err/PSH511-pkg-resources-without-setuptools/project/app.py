import pkg_resources
from flask import Flask

app = Flask(__name__)
