from flask import Flask

app = Flask(__name__)

import random

print(random.random())
