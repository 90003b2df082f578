from ..data import rows
from flask import Flask

app = Flask(__name__)
