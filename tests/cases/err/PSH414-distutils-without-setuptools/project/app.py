from distutils.version import LooseVersion

from flask import Flask

app = Flask(__name__)
app.config["NEW"] = LooseVersion("3.10") > LooseVersion("3.9")
