from distutils.util import strtobool

from flask import Flask

app = Flask(__name__)
