#!/usr/bin/env python3
"""Writes what the packages in virtual environments bring: their modules, or what they need.

usage: scripts/data/installed_packages.py import-names DATE SITE_PACKAGES… > src/analysis/knowledge/data/import_names.txt
       scripts/data/installed_packages.py dependencies DATE SITE_PACKAGES… > src/analysis/knowledge/data/dependencies.txt

Install first, with pip, what is to be in the table, in old and new versions: what any of them needs counts as needed.
"""

import importlib.metadata
import re
import sys

# Packages with the modules of another one, which can be installed in its place.
INSTEAD = {
    "Crypto": "pycryptodome pycrypto", "cv2": "opencv-python opencv-python-headless opencv-contrib-python opencv-contrib-python-headless",
    "dotenv": "python-dotenv dotenv", "jose": "python-jose jose", "jwt": "pyjwt jwt", "magic": "python-magic python-magic-bin",
    "MySQLdb": "mysqlclient mysql-python", "PIL": "pillow pillow-simd", "psycopg2": "psycopg2 psycopg2-binary psycopg2cffi",
    "sklearn": "scikit-learn sklearn", "slugify": "python-slugify unicode-slugify slugify", "telebot": "pytelegrambotapi telebot",
    "telegram": "python-telegram-bot telegram", "decouple": "python-decouple", "environ": "django-environ environ-config", "bson": "pymongo bson",
    "environs": "environs", "gridfs": "pymongo", "rest_framework": "djangorestframework", "bs4": "beautifulsoup4 bs4",
    "yaml": "pyyaml ruamel-yaml", "discord": "discord-py py-cord discord nextcord", "markdown": "markdown markdown3",
    "mysql": "mysql-connector-python mysql-connector mysql-connector-python-rf", "flask_mysqldb": "flask-mysqldb",
}
# What old versions needed that were not installed here.
EARLIER = {
    "requests": "chardet", "werkzeug": "dataclasses", "flask": "dataclasses importlib-metadata", "click": "dataclasses importlib-metadata", "django": "pytz",
    "celery": "pytz importlib-metadata", "kombu": "importlib-metadata",
    "fastapi": "dataclasses contextlib2 uvicorn httpx jinja2 python-multipart ujson email-validator", "starlette": "contextvars typing-extensions",
    "pydantic": "dataclasses typing-extensions", "uvicorn": "contextvars dataclasses", "markdown": "importlib-metadata", "flask-migrate": "flask-script",
    "drf-yasg": "setuptools coreapi coreschema ruamel-yaml six", "djangorestframework-simplejwt": "setuptools django", "djangorestframework": "pytz django",
    "apscheduler": "setuptools pytz six", "gunicorn": "setuptools importlib-metadata packaging", "flask-restful": "aniso8601 six pytz",
    "channels": "daphne twisted msgpack", "django-allauth": "python3-openid requests-oauthlib requests pyjwt cryptography",
    "sanic": "contextvars dataclasses httpx", "aiohttp": "typing-extensions chardet charset-normalizer idna",
    "python-telegram-bot": "certifi cryptography tornado apscheduler pytz cachetools urllib3 future", "sqlalchemy": "importlib-metadata greenlet",
    "django-import-export": "tablib", "boto3": "futures", "botocore": "docutils", "stripe": "requests", "openai": "requests aiohttp tqdm numpy pandas httpx",
    "redis": "packaging deprecated importlib-metadata async-timeout", "tortoise-orm": "pydantic pytz", "aiogram": "babel certifi", "pandas": "pytz",
    "sentry-sdk": "urllib3 certifi", "python-jose": "pycryptodome ecdsa rsa six", "drf-spectacular": "typing-extensions", "flask-cors": "six",
    "flask-jwt-extended": "six", "flask-marshmallow": "six packaging", "python-socketio": "six", "python-engineio": "six", "marshmallow": "packaging",
    "marshmallow-sqlalchemy": "packaging", "twilio": "pytz six", "alembic": "python-dateutil", "httpx": "sniffio h2 h11 chardet charset-normalizer",
    "httpcore": "sniffio anyio", "anyio": "sniffio", "tablib": "pyyaml", "bcrypt": "cffi six", "cryptography": "six idna", "pyopenssl": "six",
    "jsonschema": "six setuptools importlib-metadata", "eventlet": "six", "dj-database-url": "typing-extensions", "asgiref": "typing-extensions",
}

# The first release seen without a need that earlier ones had, by `pip install --dry-run --report` of each; written behind a `<`.
UNTIL = {
    ("apscheduler", "setuptools"): "3.10.4", ("djangorestframework-simplejwt", "setuptools"): "5.2.2", ("google-api-core", "setuptools"): "2.11.0",
    **{("fastapi", one): "0.112.0" for one in "email-validator httpx jinja2 python-multipart ujson uvicorn".split()},
    ("gevent", "setuptools"): "24.2.1", ("gunicorn", "setuptools"): "21.0.0", ("html5lib", "setuptools"): "1.0.1", ("jsonschema", "setuptools"): "4.0.0",
}

# Needs of releases before 2019 that no package asks for: whoever pins none of them does not meet them.
OUTLIVED = {("importlib-resources", "setuptools")}


def main():
    kind, date, *folders = sys.argv[1:]
    found = [one for folder in folders for one in importlib.metadata.distributions(path=[folder])]
    print(f"# {date}, by scripts/data/installed_packages.py from the metadata of packages as pip installed them.")
    (import_names if kind == "import-names" else dependencies)(found)


def normal(name):
    return re.sub("[-_.]+", "-", name).lower()


def import_names(found):
    print("# module: the packages that have it, the usual one first.")
    table = {module: packages.split() for module, packages in INSTEAD.items()}
    for one in found:
        for module in modules(one):
            packages = table.setdefault(module, [])
            if normal(one.name) not in packages:
                packages.append(normal(one.name))
    for module, packages in sorted(table.items()):
        if len(packages) < 8:
            print(f"{module}: {' '.join(packages)}")


def modules(one):
    names = set()
    for path in one.files or []:
        first = path.parts[0]
        is_module = len(path.parts) == 1 and path.suffix in (".py", ".so")
        if is_module or len(path.parts) == 2 and path.parts[1] == "__init__.py":
            names.add(first.split(".")[0])
    return {name for name in names if re.fullmatch("[A-Za-z][A-Za-z0-9_]*", name) and name not in ("tests", "test", "docs", "examples")}


def dependencies(found):
    print("# package: what it always needs | what its extras need; over all versions seen, whatever the markers say; `<` stands before the first release without.")
    needed, extra = {}, {}
    for one in found:
        name = normal(one.name)
        needed.setdefault(name, set())
        extra.setdefault(name, set())
        for line in one.requires or []:
            into = extra if re.search(r";.*\bextra\b", line) else needed
            into[name].add(normal(re.match("[A-Za-z0-9._-]+", line)[0]))
    for name, earlier in EARLIER.items():
        needed.setdefault(name, set()).update(earlier.split())
    for name in sorted(needed):
        always = [one + (f"<{UNTIL[name, one]}" if (name, one) in UNTIL else "") for one in sorted(needed[name]) if (name, one) not in OUTLIVED]
        print(f"{name}: {' '.join(always)} | {' '.join(sorted(extra.get(name, set()) & set(needed)))}".rstrip(" |"))


if __name__ == "__main__":
    main()
