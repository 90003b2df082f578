import sys

import tornado.web
from tornado.options import define, options

define("port", default=8888)

app = tornado.web.Application([])
app.listen(options.port)
