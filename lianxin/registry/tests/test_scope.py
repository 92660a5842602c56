"""Who sees which door, on which day."""

from datetime import date, timedelta

import pytest

from lianxin.accounts.tests.factories import make_station, make_user
from lianxin.registry.models import Compound, Household, Organization, Resident
from lianxin.registry.tests.factories import (
    assign_area,
    grant_household,
    make_community,
    make_compound,
    make_household,
    make_organization,
    make_resident,
)

TODAY = date(2026, 5, 20)

pytestmark = pytest.mark.django_db


def doors(user, on=TODAY):
    return list(Household.objects.of(make_station()).visible_to(user, on=on))


def test_an_officer_sees_the_own_area_and_not_the_next():
    home = make_household(compound=make_compound(community=make_community("莲秀社区")))
    make_household(compound=make_compound(community=make_community("莲丰社区")))
    shen, lin = make_user("shen"), make_user("lin")
    assign_area(shen, home.compound.community)

    assert doors(shen) == [home]
    assert doors(lin) == []


def test_an_area_ends_with_its_last_day():
    home = make_household()
    shen = make_user("shen")
    assign_area(shen, home.compound.community, to_on=TODAY)

    assert doors(shen, on=TODAY) == [home]
    assert doors(shen, on=TODAY + timedelta(days=1)) == []


def test_a_granted_household_is_visible_that_day_only():
    home = make_household()
    resident = make_resident(household=home)
    lin = make_user("lin")
    grant_household(lin, home, on=TODAY)

    assert doors(lin) == [home]
    assert list(Resident.objects.of(home.station).visible_to(lin, on=TODAY)) == [resident]
    assert list(Compound.objects.of(home.station).visible_to(lin, on=TODAY)) == [home.compound]
    assert doors(lin, on=TODAY + timedelta(days=1)) == []


@pytest.mark.parametrize("login", ["lu", "qin", "su"])
def test_lead_captain_and_clerk_see_the_whole_station(login):
    home = make_household()

    assert doors(make_user(login)) == [home]


@pytest.mark.parametrize("login", ["wei", "he"])
def test_auditor_and_bank_see_no_places_and_no_people(login):
    home, user = make_household(), make_user(login)
    make_resident(household=home)
    make_organization()

    assert doors(user) == []
    assert not Resident.objects.of(home.station).visible_to(user, on=TODAY).exists()
    assert not Organization.objects.of(home.station).visible_to(user, on=TODAY).exists()


def test_another_stations_lead_sees_nothing():
    make_household()
    other = make_user("lead-2", role="LEAD", station=make_station("HJ", "何厝派出所"))

    assert doors(other) == []
