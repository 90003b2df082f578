SECRET_KEY = "x"
ALLOWED_HOSTS = ["*"]
WSGI_APPLICATION = "shop.wsgi.application"
