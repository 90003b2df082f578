import dash

board = dash.Dash(__name__)
server = board.server
