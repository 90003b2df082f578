import os

os.environ['DJANGO_SETTINGS_MODULE'] = 'talk.settings'

from rooms.models import Room

print(Room.objects.count())
