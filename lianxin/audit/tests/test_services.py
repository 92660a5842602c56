import pytest
from django.db import transaction

from lianxin.audit.models import AuditEntry
from lianxin.audit.services import AuditOutsideTransaction, record, seal

pytestmark = pytest.mark.django_db


def test_an_entry_read_back_still_fits_its_seal() -> None:
    with transaction.atomic():
        made = record(by=None, action="registry.import", target_kind="ImportBatch", target_id="7", detail={"new": 3})

    read = AuditEntry.objects.get(pk=made.pk)

    assert seal(read) == read.mac


@pytest.mark.parametrize(
    "field,value", [("action", "x"), ("detail", {"new": 4}), ("actor_login", "zhou"), ("target_id", "8")]
)
def test_a_changed_field_no_longer_fits(field: str, value: object) -> None:
    with transaction.atomic():
        entry = record(by=None, action="registry.import", target_kind="ImportBatch", target_id="7", detail={"new": 3})

    setattr(entry, field, value)

    assert seal(entry) != entry.mac


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_refused() -> None:
    with pytest.raises(AuditOutsideTransaction):
        record(by=None, action="registry.import", target_kind="ImportBatch")
