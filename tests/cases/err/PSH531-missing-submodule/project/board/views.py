def page():
    return 1
