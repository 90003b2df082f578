from flask import Flask

app = Flask(__name__)
if (name := app.name):
    print(name)
