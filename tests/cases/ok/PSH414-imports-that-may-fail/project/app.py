import sys
from typing import TYPE_CHECKING, List

from flask import Flask

import graphlib
import shop

try:
    import tomllib
except ModuleNotFoundError:
    tomllib = None

if sys.version_info >= (3, 9):
    import zoneinfo

if TYPE_CHECKING:
    from typing import Literal

app = Flask(__name__)


@app.route("/")
def index():
    import importlib.metadata

    return importlib.metadata.version("flask")
