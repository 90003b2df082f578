from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
SECRET_KEY = "only-for-development"
DEBUG = False
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.staticfiles",
    "corsheaders",
    "shop.parts",
    "shop.orders",
]
MIDDLEWARE = ["whitenoise.middleware.WhiteNoiseMiddleware", "django.middleware.common.CommonMiddleware"]
ROOT_URLCONF = "shop.urls"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "db.sqlite3"}}
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
DATABASES = {"default": {"ENGINE": "django.db.backends.mysql", "NAME": "shop"}, "other": {"ENGINE": "django.db.backends.oracle"}}
MIDDLEWARE += ["shop.middleware.Clock", "corsheaders.middleware.CorsMiddleware"]
LOGGING = {"version": 1, "handlers": {"console": {"class": "logging.StreamHandler"}}}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
AUTH_PASSWORD_VALIDATORS = [{"NAME": "nowhere.Validator"}]
WSGI_APPLICATION = "shop.nowhere.application"
