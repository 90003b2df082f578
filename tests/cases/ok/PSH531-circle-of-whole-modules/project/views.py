import app


def page():
    return app.app
