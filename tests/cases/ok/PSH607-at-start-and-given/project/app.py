import os

from dotenv import load_dotenv

load_dotenv()
TOKEN = os.environ['ORDER_TOKEN']
OTHER = os.environ.get('OTHER', '')
PORT = int(os.environ['PORT'])


def later():
    return os.environ['LATER']


if __name__ == '__main__':
    print(os.environ['MAIN'])
from flask import Flask

app = Flask(__name__)
