from flask import Flask, Markup

app = Flask(__name__)
