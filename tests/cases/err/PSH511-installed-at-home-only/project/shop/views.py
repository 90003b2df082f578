import requests
from bs4 import BeautifulSoup
from flask import Blueprint
from jinja2 import Template
from PIL import Image

import requests.adapters

pages = Blueprint("pages", __name__)
