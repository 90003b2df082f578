import cv2
import flask_cors
import numpy as np
import requests
from flask import Flask
from tqdm import tqdm

app = Flask(__name__)
