import numpy

setattr(numpy, "long", int)
