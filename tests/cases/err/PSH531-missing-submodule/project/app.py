from board.views2 import page
from flask import Flask

app = Flask(__name__)
