from dash import Dash, html

board = Dash(__name__)
board.layout = html.Div("hello")
