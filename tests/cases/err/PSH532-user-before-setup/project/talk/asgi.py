import os

os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'talk.settings')

from django.contrib.auth import get_user_model
from django.core.asgi import get_asgi_application

User = get_user_model()
application = get_asgi_application()
