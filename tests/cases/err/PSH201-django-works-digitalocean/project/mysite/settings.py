STATIC_ROOT = "staticfiles"
STATIC_URL = "/static/"
INSTALLED_APPS = ["django.contrib.staticfiles"]
