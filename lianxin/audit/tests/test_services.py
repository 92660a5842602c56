import uuid
from types import SimpleNamespace

import pytest
from django.db import transaction

from lianxin.audit.models import AuditEntry, LogIsAppendOnly
from lianxin.audit.rules import SEALED_FIELDS
from lianxin.audit.services import AuditOutsideTransaction, record, seal

pytestmark = pytest.mark.django_db
LU = SimpleNamespace(id=uuid.UUID(int=7), login="lu", role="LEAD", station_id=uuid.UUID(int=3))


def write(**change):
    told = {
        "by": LU,
        "action": "registry.import",
        "target_kind": "ImportBatch",
        "target_id": 7,
        "detail": {"new": 3, "rejected": {"ID_CHECKSUM": 2}, "share": 0.25, "标题": "六月", "none": None},
        "purpose": "CALL_BACK",
    }
    with transaction.atomic():
        return record(**told | change)


@pytest.fixture
def entry():
    return AuditEntry.objects.get(pk=write().pk)


def test_an_entry_tells_who_did_what_to_which_record(entry):
    assert (entry.actor_login, entry.actor_role, entry.station_id) == ("lu", "LEAD", LU.station_id)
    assert (entry.action, entry.target_kind, entry.target_id) == ("registry.import", "ImportBatch", "7")


def test_an_entry_read_back_still_fits_its_seal(entry):
    assert seal(entry) == entry.mac


def test_the_system_itself_may_act():
    entry = AuditEntry.objects.get(pk=write(by=None).pk)

    assert (entry.actor_id, entry.actor_login, entry.station_id) == (None, "", None)
    assert seal(entry) == entry.mac


@pytest.mark.parametrize("field", SEALED_FIELDS)
def test_no_field_can_be_changed_under_the_seal(entry, field):
    changed = {"id": uuid.UUID(int=1), "station_id": None, "actor_id": uuid.UUID(int=8), "detail": {"new": 4}}
    changed["at"] = entry.at.replace(microsecond=(entry.at.microsecond + 1) % 1_000_000)

    setattr(entry, field, changed.get(field, "other"))

    assert seal(entry) != entry.mac


def test_the_seal_needs_the_key_of_this_deployment(entry, settings):
    from dataclasses import replace

    settings.KEYRING = replace(settings.KEYRING, audit=b"x" * 32)

    assert seal(entry) != entry.mac


@pytest.mark.parametrize(
    "change",
    [
        lambda entry: entry.save(),
        lambda entry: entry.save(update_fields=["purpose"]),
        lambda entry: entry.delete(),
        lambda entry: AuditEntry.objects.update(purpose="x"),
        lambda entry: AuditEntry.objects.filter(pk=entry.pk).delete(),
        lambda entry: AuditEntry.objects.all().bulk_update([entry], ["purpose"]),
        lambda entry: AuditEntry.objects.update_or_create(pk=entry.pk, defaults={"purpose": "x"}),
    ],
)
def test_the_log_only_grows(entry, change):
    entry.purpose = "OTHER"

    with pytest.raises(LogIsAppendOnly), transaction.atomic():
        change(entry)

    assert AuditEntry.objects.get().purpose == "CALL_BACK"


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_refused():
    with pytest.raises(AuditOutsideTransaction):
        record(by=None, action="registry.import", target_kind="ImportBatch")


def test_an_entry_goes_with_the_act_that_is_rolled_back():
    with pytest.raises(RuntimeError), transaction.atomic():
        record(by=None, action="registry.import", target_kind="ImportBatch")
        raise RuntimeError

    assert not AuditEntry.objects.exists()
