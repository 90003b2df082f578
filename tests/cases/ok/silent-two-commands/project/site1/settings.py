STATIC_ROOT = 'static'
STATIC_URL = '/static/'
