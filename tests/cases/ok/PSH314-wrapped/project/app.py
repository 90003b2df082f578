from flask import Flask

app = Flask(__name__)

from asgiref.wsgi import WsgiToAsgi
asgi = WsgiToAsgi(app)
