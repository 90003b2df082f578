import os

from django.core.asgi import get_asgi_application

os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'talk.settings')
http = get_asgi_application()

from channels.routing import ProtocolTypeRouter, URLRouter
from rooms.routing import patterns

application = ProtocolTypeRouter({'http': http, 'websocket': URLRouter(patterns)})
