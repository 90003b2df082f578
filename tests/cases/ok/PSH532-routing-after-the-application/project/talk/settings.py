from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
SECRET_KEY = 'for-tests'
ALLOWED_HOSTS = ['*']
INSTALLED_APPS = ['django.contrib.contenttypes', 'django.contrib.auth', 'django.contrib.staticfiles', 'rooms']
MIDDLEWARE = ['whitenoise.middleware.WhiteNoiseMiddleware']
ROOT_URLCONF = 'talk.urls'
STATIC_URL = '/static/'
STATIC_ROOT = BASE_DIR / 'staticfiles'
