from pkg import make

app = make()
