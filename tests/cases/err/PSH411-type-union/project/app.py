from flask import Flask

app = Flask(__name__)


class Row:
    name: str | None = None
