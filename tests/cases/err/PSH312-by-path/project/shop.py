#!/usr/bin/env python
from flask import Flask

shop = Flask(__name__)

if __name__ == "__main__":
    shop.run()
