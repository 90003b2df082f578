import pkg_resources
from flask import Flask

site = Flask(__name__)
