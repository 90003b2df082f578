from _strptime import *

day = 1
