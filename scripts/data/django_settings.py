#!/usr/bin/env python3
"""Shows at which step each release of Django stops at a setting, the source of the table in src/analysis/django/named.rs and of the rules
PSH607 and PSH614 to PSH617.

usage: scripts/data/django_settings.py WORK_FOLDER PYTHON... > results.txt
       each PYTHON is the interpreter of an environment with a release of Django, and with nothing else

A project is made for each setting. collectstatic, migrate and check are run, the application is made, and five pages are asked for: one of
text, one from a template, one that asks for the user, one with the address of a static file, and the first one again as localhost. What
stops is written down with the last line of its error.
"""

import pathlib
import shutil
import subprocess
import sys

SETTINGS = """
import os
BASE_DIR = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SECRET_KEY = "only-for-this-test"
DEBUG = False
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = ["django.contrib." + app for app in ("contenttypes", "auth", "sessions", "messages", "staticfiles")]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
ROOT_URLCONF = "site1.urls"
PROCESSORS = ["django.contrib.auth.context_processors.auth"]
TEMPLATES = [{
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "DIRS": [os.path.join(BASE_DIR, "templates")],
    "OPTIONS": {"context_processors": PROCESSORS},
}]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.path.join(BASE_DIR, "db.sqlite3")}}
STATIC_URL = "/static/"
STATIC_ROOT = os.path.join(BASE_DIR, "staticfiles")
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
LOCAL = "django.core.files.storage.FileSystemStorage"
STATIC = "django.contrib.staticfiles.storage.StaticFilesStorage"
MANIFEST = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
"""

START = "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'site1.settings')\n"
FILES = {
    "manage.py": START + "import sys\nfrom django.core.management import execute_from_command_line\nexecute_from_command_line(sys.argv)\n",
    "site1/__init__.py": "",
    "site1/wsgi.py": START + "from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n",
    "site1/urls.py": """
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
urlpatterns = [
    path("", lambda request: HttpResponse("text")),
    path("page", lambda request: render(request, "page.html")),
    path("user", lambda request: HttpResponse(request.user.is_authenticated)),
    path("static", lambda request: render(request, "static.html")),
]
""",
    "templates/page.html": "page",
    "templates/static.html": "{% load static %}{% static 'a.css' %}",
    "app/__init__.py": "",
    "app/apps.py": "from django.apps import AppConfig\nclass OwnConfig(AppConfig):\n    name = 'another'\n",
    "app/static/css/a.css": "a { background: url(x.png) }\n",
    "other/__init__.py": "",
    "other/static/css/b.css": "/* url(x.png) */\n",
    "ask.py": """
import io
from site1.wsgi import application
print("start: goes on")
for path, host in ("/", "example.com"), ("/page", "example.com"), ("/user", "example.com"), ("/static", "example.com"), ("/", "localhost"):
    said = []
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "SERVER_NAME": host, "HTTP_HOST": host, "SERVER_PORT": "80",
               "wsgi.input": io.BytesIO(), "wsgi.errors": io.StringIO(), "wsgi.url_scheme": "http"}
    try:
        application(environ, lambda status, headers, error=None: said.append(status))
    except Exception as error:
        said = [type(error).__name__ + ": " + str(error)]
    if said != ["200 OK"]:
        print(f"{host}{path}: {said[0]}")
""",
}

TRIED = [
    "",
    "INSTALLED_APPS += ['nowhere']",
    "INSTALLED_APPS += ['app']",
    "INSTALLED_APPS += ['app.apps.OwnConfig']",
    "INSTALLED_APPS += ['app.apps.NoConfig']",
    "LOGGING = {'version': 1, 'handlers': {'a': {'class': 'nowhere.Handler'}}}",
    "DATABASES['default']['ENGINE'] = 'django.db.backends.postgresql'",
    "DATABASES['default']['ENGINE'] = 'django.db.backends.mysql'",
    "DATABASES['default']['ENGINE'] = 'nowhere'",
    "DATABASES['other'] = {'ENGINE': 'django.db.backends.postgresql'}",
    "STATICFILES_FINDERS = ['nowhere.Finder']",
    "STATICFILES_STORAGE = 'nowhere.Storage'",
    "DEFAULT_FILE_STORAGE = 'nowhere.Storage'",
    "STORAGES = {'default': {'BACKEND': LOCAL}, 'staticfiles': {'BACKEND': 'nowhere.Storage'}}",
    "STORAGES = {'default': {'BACKEND': LOCAL}}",
    "STORAGES = {'default': {'BACKEND': LOCAL}, 'staticfiles': {'BACKEND': STATIC}}\nSTATICFILES_STORAGE = STATIC",
    "STORAGES = {'staticfiles': {'BACKEND': STATIC}}\nDEFAULT_FILE_STORAGE = LOCAL",
    "MIDDLEWARE += ['nowhere.Middleware']",
    "SESSION_ENGINE = 'nowhere'",
    "ROOT_URLCONF = 'nowhere'",
    "MESSAGE_STORAGE = 'nowhere.Storage'",
    "TEMPLATES[0]['BACKEND'] = 'nowhere.Templates'",
    "PROCESSORS += ['nowhere.processor']",
    "AUTHENTICATION_BACKENDS = ['nowhere.Backend']",
    "CACHES = {'default': {'BACKEND': 'nowhere.Cache'}}",
    "WSGI_APPLICATION = 'nowhere.application'",
    "AUTH_PASSWORD_VALIDATORS = [{'NAME': 'nowhere.Validator'}]",
    "TASKS = {'default': {'BACKEND': 'nowhere.Tasks'}}",
    "EMAIL_BACKEND = 'nowhere.Backend'",
    "FORM_RENDERER = 'nowhere.Renderer'",
    "DATABASE_ROUTERS = ['nowhere.Router']",
    "DEFAULT_AUTO_FIELD = 'nowhere.Field'",
    "CSRF_TRUSTED_ORIGINS = ['example.com']",
    "SECRET_KEY = None",
    "SECRET_KEY = ''",
    "ALLOWED_HOSTS = []",
    "ALLOWED_HOSTS = []\nDEBUG = True",
    "ALLOWED_HOSTS = []\nMIDDLEWARE.remove('django.middleware.common.CommonMiddleware')",
    "ALLOWED_HOSTS = '*'",
    "ALLOWED_HOSTS = ['localhost', '127.0.0.1']",
    "DEBUG = True\nDATABASES['default']['ENGINE'] = 'nowhere'",
    "STATICFILES_STORAGE = MANIFEST\nSTATICFILES_DIRS = [os.path.join(BASE_DIR, 'app', 'static')]",
    "STATICFILES_STORAGE = MANIFEST\nSTATICFILES_DIRS = [os.path.join(BASE_DIR, 'other', 'static')]",
    "STORAGES = {'staticfiles': {'BACKEND': MANIFEST}}\nSTATICFILES_DIRS = [os.path.join(BASE_DIR, 'other', 'static')]",
]


def make(folder: pathlib.Path, setting: str) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in {**FILES, "site1/settings.py": f"{SETTINGS}{setting}\n"}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def run(python: str, folder: pathlib.Path, *arguments: str) -> tuple[bool, str, str]:
    done = subprocess.run([python, *arguments], cwd=folder, capture_output=True, text=True, check=False)
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    return done.returncode == 0, lines[-1].strip() if lines else "", done.stdout


def main() -> None:
    folder = pathlib.Path(sys.argv[1]) / "project"
    for python in sys.argv[2:]:
        print(f"# Django {run(python, pathlib.Path(), '-c', 'import django; print(django.__version__)')[2].strip()}")
        for setting in TRIED:
            make(folder, setting)
            print(f"\n{setting or '(as it is)'}")
            for command in ["collectstatic", "--noinput"], ["migrate", "--noinput"], ["check"]:
                goes_on, last, _ = run(python, folder, "manage.py", *command)
                if not goes_on:
                    print(f"    {command[0]}: {last}")
            goes_on, last, said = run(python, folder, "ask.py")
            print("".join(f"    {line}\n" for line in said.splitlines()) or f"    start: {last}\n", end="")


main()
