from .models import Room

rooms = Room
