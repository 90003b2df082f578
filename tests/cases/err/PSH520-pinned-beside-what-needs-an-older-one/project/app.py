from flask import Flask
from flask_login import LoginManager
from flask_script import Manager
from flask_uploads import UploadSet

app = Flask(__name__)
