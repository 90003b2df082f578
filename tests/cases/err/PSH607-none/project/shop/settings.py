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
import json
import os

HOSTS = os.environ.get("HOSTS")
ALLOWED_HOSTS = HOSTS.split(",")
CONN_MAX_AGE = int(os.getenv("CONN_MAX_AGE"))
FEATURES = json.loads(os.environ.get("FEATURES"))
REGION = os.environ.get("REGION")[0]
DEBUG = os.getenv("DEBUG_MODE").lower() == "true"
