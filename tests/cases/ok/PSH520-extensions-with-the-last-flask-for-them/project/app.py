from flask import Flask
from flask_login import LoginManager
from flask_mysqldb import MySQL
from flask_socketio import SocketIO
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect

app = Flask(__name__)
