from flask import Flask

app: Flask = Flask(__name__)
print(f"{app.name}", end="")
