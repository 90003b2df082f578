import os
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread


def listen():
    server = HTTPServer(("", int(os.environ["PORT"])), BaseHTTPRequestHandler)
    Thread(target=server.serve_forever, daemon=True).start()
