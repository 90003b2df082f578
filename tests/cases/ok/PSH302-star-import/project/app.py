from pkg.web import *
