from dash import Dash, html

board = Dash(__name__)  # the figures
board.layout = html.Div("figures")
