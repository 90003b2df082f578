from flask import Flask, Markup
from django.utils.translation import ugettext

app = Flask(__name__)
