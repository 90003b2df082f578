from Helpers.money import price
from flask import Flask

app = Flask(__name__)
