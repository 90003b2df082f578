from flask import Flask, Markup

site = Flask(__name__)
banner = Markup('<b>sale</b>')


@site.before_first_request
def fill():
    pass
