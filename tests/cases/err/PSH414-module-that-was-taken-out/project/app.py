import imp
from collections import Mapping

from flask import Flask

app = Flask(__name__)
