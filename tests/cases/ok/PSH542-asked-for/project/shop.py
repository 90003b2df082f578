import cv2
from flask import Flask

site = Flask(__name__)
