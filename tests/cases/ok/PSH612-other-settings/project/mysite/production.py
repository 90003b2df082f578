from mysite.settings import *

MIDDLEWARE = ["tools.FilesMiddleware", *MIDDLEWARE]
