from models import Row


def page():
    return Row
