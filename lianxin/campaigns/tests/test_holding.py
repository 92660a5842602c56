"""An import whose rows a campaign holds on to is not undone."""

import pytest

from lianxin.accounts.tests.factories import make_station
from lianxin.campaigns.choices import ListKind
from lianxin.campaigns.services.contacts import note_contacts
from lianxin.campaigns.services.fieldwork import SessionFact, put_up_poster, record_session
from lianxin.campaigns.services.leaving import leave_lists
from lianxin.campaigns.tests.factories import NOW, contact_with, make_campaign, make_list, somebody
from lianxin.registry.imports.blockers import find_blockers
from lianxin.registry.tests.factories import make_compound, make_household, make_resident

pytestmark = pytest.mark.django_db


def blockers(*rows):
    """What stands in the way of undoing an import that made these rows."""
    created = [(row._meta.label, [str(row.pk)]) for row in rows]
    return {found.label: found.count for found in find_blockers(make_station(), {"created": created, "changed": {}})}


def test_rows_nobody_uses_can_be_undone():
    resident = make_resident()
    membership = resident.memberships.get()

    assert blockers(resident, membership) == {}


def test_a_target_holds_its_resident_and_the_door_it_is_counted_at():
    resident = make_resident()
    membership = resident.memberships.get()
    make_list([resident])

    assert blockers(resident, membership) == {"对象": 1}
    assert blockers(membership.household) == {"对象": 1, "户成员": 1}


def test_a_point_holds_its_compound():
    compound = make_compound()
    make_list([compound], kind=ListKind.POINT)

    assert blockers(compound) == {"对象": 1}


def test_a_contact_holds_its_resident_though_nobody_listed_them():
    resident = make_resident()
    note_contacts(station=make_station(), contacts=[contact_with(resident)], by=somebody("shen"), now=NOW)

    assert blockers(resident, resident.memberships.get()) == {"触达": 1}


def test_a_wish_to_leave_holds_its_resident():
    resident = make_resident()
    target_list = make_list([resident])
    leave_lists(target_list=target_list, resident=resident, reason="", by=somebody("su"), now=NOW)

    assert blockers(resident, resident.memberships.get()) == {"对象": 1, "本人退出": 1}


def test_talks_and_posters_hold_their_compound():
    compound, campaign = make_household().compound, make_campaign()
    fact = SessionFact(compound_id=compound.pk, title="员工会", held_at=NOW, head_count=3)
    record_session(campaign=campaign, fact=fact, by=somebody("su"), now=NOW)
    put_up_poster(campaign=campaign, compound_id=compound.pk, put_up_at=NOW, by=somebody("su"), now=NOW)

    found = blockers(compound)

    assert (found["宣讲"], found["海报上墙"]) == (1, 1)
