import pkg_resources
from flask import Flask

app = Flask(__name__)
app.config["VERSION"] = pkg_resources.get_distribution("flask").version
