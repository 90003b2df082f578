import contextvars
from dataclasses import dataclass

from flask import Flask

app = Flask(__name__)
