from flask import (
    Flask,
    _request_ctx_stack as stack,
    escape,
    request,
)
from jinja2 import Markup, escape as e, environmentfilter
from werkzeug.contrib.fixers import ProxyFix
import werkzeug.contrib.cache
from itsdangerous import TimedJSONWebSignatureSerializer as Serializer, json

app = Flask(__name__)
app.wsgi_app = ProxyFix(app.wsgi_app)

if app.debug:
    from werkzeug import secure_filename
