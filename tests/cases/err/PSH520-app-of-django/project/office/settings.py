SECRET_KEY = 'change-me'
INSTALLED_APPS = ['django.contrib.staticfiles', 'django_filters']
STATIC_URL = '/static/'
STATIC_ROOT = 'staticfiles'
MIDDLEWARE = ['whitenoise.middleware.WhiteNoiseMiddleware']
