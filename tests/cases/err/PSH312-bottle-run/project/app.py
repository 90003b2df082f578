from bottle import route, run


@route("/")
def home():
    return "hello"


run(host="localhost", port=8080)
