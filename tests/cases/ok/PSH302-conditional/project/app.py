try:
    from pkg import app
except ImportError:
    app = None
