x: int = 1
with (open("a") as b):
    pass
