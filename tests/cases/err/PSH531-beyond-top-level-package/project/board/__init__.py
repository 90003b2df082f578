from board.views import app
