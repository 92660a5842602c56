"""What this room keeps about registry rows by plain ids, so that an import in use is not undone."""

from collections.abc import Iterable

from django.db.models import Q

from lianxin.accounts.models import Station
from lianxin.campaigns.models import TargetContact
from lianxin.registry.imports.blockers import Blocker, Ids

_COLUMNS = {
    "registry.Resident": "subject_id",
    "registry.Organization": "subject_id",
    "registry.Household": "household_id",
    "registry.Compound": "compound_id",
}
_CHUNK = 400


def contacts_in_use(station: Station, created: Ids) -> Iterable[Blocker]:
    """Contacts written down with somebody, or at some place, that an undo would remove."""
    held: set[object] = set()
    for label, column in _COLUMNS.items():
        ids = created.get(label, [])
        for first in range(0, len(ids), _CHUNK):
            some = Q(**{f"{column}__in": ids[first : first + _CHUNK]})
            held.update(TargetContact.objects.of(station).filter(some).values_list("pk", flat=True))
    yield Blocker("触达", len(held))
