from flask import Flask

app = Flask(__name__)


def names(rows: "list[str]", other: "str | None" = None):
    found: list[str] = []
    return found
