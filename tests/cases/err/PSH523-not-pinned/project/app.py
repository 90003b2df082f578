from flask import Flask, escape
from flask import Markup as M

app = Flask(__name__)
