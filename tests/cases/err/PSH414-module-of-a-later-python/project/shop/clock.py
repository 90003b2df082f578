import datetime
from importlib import metadata
from typing import List, Literal
from zoneinfo import ZoneInfo


def now():
    return datetime.datetime.now(ZoneInfo("Asia/Shanghai"))
