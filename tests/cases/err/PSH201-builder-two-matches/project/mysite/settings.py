INSTALLED_APPS = ["django.contrib.staticfiles"]
STATIC_ROOT = "static"
STATIC_URL = "/static/"
