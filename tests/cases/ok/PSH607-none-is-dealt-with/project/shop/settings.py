from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
SECRET_KEY = "only-for-development"
DEBUG = False
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.staticfiles",
]
MIDDLEWARE = ["whitenoise.middleware.WhiteNoiseMiddleware", "django.middleware.common.CommonMiddleware"]
ROOT_URLCONF = "shop.urls"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "db.sqlite3"}}
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
import os

SECRET_KEY = os.environ.get("SECRET_KEY")
HOSTS = os.environ.get("HOSTS")
if HOSTS:
    ALLOWED_HOSTS = HOSTS.split(",")
AGE = int(os.getenv("CONN_MAX_AGE") or 60)
AGES = int(os.getenv("CONN_MAX_AGE", 60))
REGION = os.environ.get("REGION") and os.environ.get("REGION")[0]
try:
    LEVEL = int(os.environ.get("LEVEL"))
except TypeError:
    LEVEL = 1
ZONE = os.environ.get("ZONE").upper()
FOLDER = os.environ["HOME"]
