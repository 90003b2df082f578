import dash
from dash import html

board = dash.Dash(__name__)
board.layout = html.Div("figures")
