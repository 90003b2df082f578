from django.db import models
from django.utils.translation import ugettext_lazy as _


class Item(models.Model):
    name = models.CharField(_('name'), max_length=20)
