from django.db import models

from lianxin.accounts.models import StationRow


class RegistryRow(StationRow):
    """Gives a row a revision that every later edit raises, so that undoing an import sees what was touched since."""

    revision = models.PositiveIntegerField("修订号", default=1)

    class Meta:
        abstract = True
