import pkg_resources
from celery.decorators import task
from celery.task.schedules import crontab
from flask import Flask
from flask_babel import Babel
import openai.error
from jwt import ExpiredSignature
from marshmallow_sqlalchemy import ModelSchema
from telegram import ParseMode, Update
from telegram.ext import Filters, MessageHandler
from telegram.utils.helpers import escape_markdown

app = Flask(__name__)
babel = Babel(app)


@babel.localeselector
def locale():
    return "en"
