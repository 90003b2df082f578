from uvicorn.workers import UvicornWorker


class QuietWorker(UvicornWorker):
    CONFIG_KWARGS = {"access_log": False}
