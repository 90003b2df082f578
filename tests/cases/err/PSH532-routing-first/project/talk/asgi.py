import os

from channels.routing import ProtocolTypeRouter, URLRouter
from django.core.asgi import get_asgi_application

from rooms.routing import patterns

os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'talk.settings')

application = ProtocolTypeRouter({'http': get_asgi_application(), 'websocket': URLRouter(patterns)})
