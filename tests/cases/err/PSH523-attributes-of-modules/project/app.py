import numpy as np
from flask import Flask
from PIL import Image

app = Flask(__name__)
WEIGHTS = np.zeros(3, dtype=np.float)
RESAMPLE = Image.ANTIALIAS


class Grid:
    dtype = np.int


def later():
    return np.bool(1)
