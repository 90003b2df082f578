from flask import Flask, escape

app = Flask(__name__)
