from board.views import pages
from flask import Flask

app = Flask(__name__)
