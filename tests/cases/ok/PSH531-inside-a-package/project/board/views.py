from . import data
from .data import rows, later
from typing import TYPE_CHECKING
from flask import Flask

app = Flask(__name__)

if TYPE_CHECKING:
    from .nothing import Row

try:
    from .local import *
except ImportError:
    pass
