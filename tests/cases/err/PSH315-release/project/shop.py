from flask import Flask

shop = Flask(__name__)
