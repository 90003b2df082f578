from .rules import rule


def price(item):
    match item:
        case {"price": price}:
            return rule(price)
