import pandas as pd
from flask import Flask

app = Flask(__name__)
