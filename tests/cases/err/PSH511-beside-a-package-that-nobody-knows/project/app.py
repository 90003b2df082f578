import cv2
import flask_cors
import gtts
from flask import Flask

app = Flask(__name__)
