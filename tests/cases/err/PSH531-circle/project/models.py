from views import page


class Row:
    pass
