from typing import TYPE_CHECKING

import numpy as np
import werkzeug
import werkzeug.utils
from flask import Flask
from PIL import Image

import shims

try:
    from flask import Markup
except ImportError:
    from markupsafe import Markup
if TYPE_CHECKING:
    from flask import escape
if not hasattr(Image, "ANTIALIAS"):
    Image.ANTIALIAS = Image.LANCZOS
RESAMPLE = Image.ANTIALIAS
werkzeug.cached_property = werkzeug.utils.cached_property
from werkzeug import cached_property

app = Flask(__name__)
REAL = np.float64 if hasattr(np, "float64") else np.float
KIND = hasattr(np, "int") and np.int
MAKE = lambda: np.object
KINDS = [np.str for _ in ()]
LONG = np.long


class App:
    def __init__(self):
        from flask import _request_ctx_stack


class Own:
    def before_first_request(self, function):
        return function


app = Own()


@app.before_first_request
def fill():
    pass
