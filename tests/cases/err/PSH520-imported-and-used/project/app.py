import openai
import pandas as pd
from flask import Flask

app = Flask(__name__)
client = openai.OpenAI(api_key="a")
