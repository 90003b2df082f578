import numpy as np
import pandas as pd
import torchvision
from flask import Flask
from tqdm import tqdm

app = Flask(__name__)
