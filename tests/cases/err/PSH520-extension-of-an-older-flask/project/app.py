from flask import Flask

from extensions import socketio

app = Flask(__name__)
socketio.init_app(app)
