import os

from waitress import serve

from . import views

if __name__ == '__main__':
    serve(views.app, port=int(os.environ['PORT']))
