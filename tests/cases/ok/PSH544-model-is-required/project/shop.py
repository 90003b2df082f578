import spacy
from flask import Flask

site = Flask(__name__)
language = spacy.load("en_core_web_sm")
own = spacy.load("model/shop")
