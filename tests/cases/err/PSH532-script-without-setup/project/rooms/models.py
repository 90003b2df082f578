from django.db import models


class Room(models.Model):
    title = models.CharField(max_length=40)
