from flask import Flask

try:
    import fast
except Exception:
    fast = None

app = Flask(__name__)


def later():
    import newer
    return newer
