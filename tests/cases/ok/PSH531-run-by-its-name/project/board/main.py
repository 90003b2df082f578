import os

from waitress import serve

from .views import app

serve(app, port=int(os.environ['PORT']))
