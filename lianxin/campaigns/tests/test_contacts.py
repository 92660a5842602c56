"""Writing contacts down: once each, never changed, followed by corrections."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from lianxin.accounts.tests.factories import make_station
from lianxin.campaigns.models import SupersededSource, TargetContact
from lianxin.campaigns.services.contacts import ContactFact, ContactWithNobody, note_contacts
from lianxin.campaigns.tests.factories import NOW, contact_with, somebody
from lianxin.core.ids import new_id
from lianxin.registry.tests.factories import make_household, make_resident

pytestmark = pytest.mark.django_db


def note(*facts, now=NOW):
    return note_contacts(station=make_station(), contacts=facts, by=somebody("shen"), now=now)


def test_telling_the_same_contact_twice_keeps_one_row():
    fact = contact_with(make_resident())

    first, second, third = note(fact), note(fact), note(fact, fact)

    assert [len(first), len(second), len(third)] == [1, 0, 0]
    assert TargetContact.objects.of(make_station()).count() == 1


def test_one_visit_notes_everybody_who_was_there():
    household, source = make_household(), new_id()
    people = [make_resident(name, household=household) for name in ("王阿姨", "李平")]

    note(*(contact_with(person, source_id=source) for person in people))

    assert TargetContact.objects.of(make_station()).filter(source_id=source).count() == 2


def test_the_day_of_a_contact_is_the_day_in_shanghai():
    late_evening = NOW.replace(hour=23, minute=50)

    row = note(contact_with(make_resident(), at=late_evening))[0]

    assert row.day == late_evening.date()


def test_a_contact_with_a_door_only_is_kept_under_the_household():
    household = make_household()
    fact = ContactFact(
        household_id=household.pk,
        at=NOW,
        channel="DOOR",
        outcome="NOT_HOME",
        is_met=False,
        source_kind="Visit",
        source_id=new_id(),
    )

    row = note(fact)[0]

    assert (row.subject_kind, row.subject_id) == ("HOUSEHOLD", household.pk)


def test_a_contact_with_nobody_is_a_fault_of_the_caller():
    fact = ContactFact(at=NOW, channel="DOOR", outcome="MET", is_met=True, source_kind="Visit", source_id=new_id())

    with pytest.raises(ContactWithNobody):
        note(fact)


def test_a_correction_takes_the_corrected_contact_out_and_keeps_it_readable():
    resident = make_resident()
    wrong = contact_with(resident, is_met=True)
    note(wrong)

    note(contact_with(resident, is_met=False, supersedes_source_id=wrong.source_id), now=NOW + timedelta(minutes=5))

    contacts = TargetContact.objects.of(make_station())
    assert contacts.count() == 2
    assert [row.outcome for row in contacts.standing()] == ["NOT_HOME"]
    assert [row.outcome for row in contacts.held_true(NOW)] == ["MET"]


def test_a_correction_told_twice_is_noted_once():
    resident = make_resident()
    wrong = contact_with(resident)
    right = contact_with(resident, is_met=False, supersedes_source_id=wrong.source_id)
    note(wrong)

    note(right)
    note(right)

    assert SupersededSource.objects.of(make_station()).count() == 1


def test_a_correction_takes_out_those_it_no_longer_names_too():
    household, source = make_household(), new_id()
    there, absent = (make_resident(name, household=household) for name in ("王阿姨", "李平"))
    note(contact_with(there, source_id=source), contact_with(absent, source_id=source))

    note(contact_with(there, supersedes_source_id=source))

    assert [row.subject_id for row in TargetContact.objects.of(make_station()).standing()] == [there.pk]


@pytest.mark.parametrize("field", ["is_met", "is_late"])
def test_the_database_refuses_to_change_a_contact(field):
    note(contact_with(make_resident()))

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        TargetContact.objects.of(make_station()).update(**{field: False})
