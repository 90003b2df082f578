import os

bind = f"localhost:{os.environ['PORT']}"
