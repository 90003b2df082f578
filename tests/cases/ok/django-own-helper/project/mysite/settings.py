import os

BASE_DIR = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
from django.core.exceptions import ImproperlyConfigured


def get_variable(name):
    try:
        return os.environ[name]
    except KeyError:
        raise ImproperlyConfigured("Set the %s variable" % name)


SECRET_KEY = get_variable("SECRET_KEY")
ROOT_URLCONF = "mysite.urls"
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.staticfiles",
]
MIDDLEWARE = ["whitenoise.middleware.WhiteNoiseMiddleware"]

STATIC_URL = "/static/"
STATIC_ROOT = os.path.join(BASE_DIR, "staticfiles")
