"""Coverage adds up, at any moment, whatever happened in between."""

from datetime import timedelta

import pytest

from lianxin.accounts.tests.factories import make_station
from lianxin.campaigns.choices import Channel
from lianxin.campaigns.rules.states import Sums
from lianxin.campaigns.services.contacts import note_contacts
from lianxin.campaigns.services.coverage import Coverage, coverage, end_of_yesterday, week_ago
from lianxin.campaigns.tests.factories import NOW, STARTS_ON, contact_with, make_list, somebody
from lianxin.registry.tests.factories import make_compound, make_household, make_resident

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    household = make_household()
    return [make_resident(name, household=household) for name in ("王阿姨", "李平", "陈小华", "赵六")]


def note(*facts, now=NOW):
    return note_contacts(station=make_station(), contacts=facts, by=somebody("shen"), now=now)


def sums(reached=0, attempted=0, requested=0, approved=0, untouched=0):
    total = reached + attempted + requested + approved + untouched
    return Sums(reached, attempted, requested, approved, untouched, total)


def test_a_fresh_list_is_untouched(people):
    assert coverage(make_list(people), at=NOW) == sums(untouched=4)


def test_met_tried_and_untouched_people_add_up(people):
    target_list = make_list(people)

    note(contact_with(people[0]), contact_with(people[1], is_met=False), contact_with(people[0], is_met=False))

    assert coverage(target_list, at=NOW) == sums(reached=1, attempted=1, untouched=2)


def test_a_talk_by_phone_is_a_try_and_no_meeting(people):
    target_list = make_list(people)

    note(contact_with(people[0], channel=Channel.PHONE))

    assert coverage(target_list, at=NOW) == sums(attempted=1, untouched=3)


def test_a_contact_with_somebody_on_no_list_changes_nothing(people):
    target_list = make_list(people[:2])

    note(contact_with(people[3]))

    assert coverage(target_list, at=NOW) == sums(untouched=2)


@pytest.mark.parametrize("days,reached", [(0, 1), (-1, 0), (91, 1), (92, 0)])
def test_only_days_of_the_campaign_count(people, days, reached):
    target_list = make_list(people)

    note(contact_with(people[0], at=NOW.replace(year=2026, month=5, day=1) + timedelta(days=days)))

    assert STARTS_ON.isoformat() == "2026-05-01"
    assert coverage(target_list, at=NOW).reached == reached


def test_a_meeting_before_somebody_was_listed_counts_within_the_campaign(people):
    note(contact_with(people[0], at=NOW - timedelta(days=20)), now=NOW - timedelta(days=20))

    target_list = make_list(people)

    assert coverage(target_list, at=NOW).reached == 1


def test_a_past_moment_keeps_its_figures_after_a_late_entry_and_a_correction(people):
    target_list = make_list(people)
    wrong = contact_with(people[0], at=NOW - timedelta(days=3))
    note(wrong, now=NOW - timedelta(days=3))
    yesterday = end_of_yesterday(NOW)
    before = coverage(target_list, at=yesterday)

    note(
        contact_with(people[0], is_met=False, supersedes_source_id=wrong.source_id),
        contact_with(people[1], at=NOW - timedelta(days=2), is_late=True),
    )

    assert coverage(target_list, at=yesterday) == before == sums(reached=1, untouched=3)
    assert coverage(target_list, at=NOW) == sums(reached=1, attempted=1, untouched=2)


def test_meeting_a_merged_registration_reaches_the_person_kept(people):
    target_list = make_list(people[:2])
    note(contact_with(people[2]))

    people[2].merged_into = people[3]
    people[2].save()
    people[3].merged_into = people[0]
    people[3].save()

    assert coverage(target_list, at=NOW) == sums(reached=1, untouched=1)


def test_a_narrowed_reading_follows_merges_to_the_person_listed(people):
    target_list = make_list(people[:2])
    people[2].merged_into = people[0]
    people[2].save()
    note(contact_with(people[2]))

    narrowed = Coverage(target_list.campaign, [target_list], residents=[people[2].pk])

    assert narrowed.sums(target_list, NOW) == sums(reached=1)


def test_a_contact_of_another_station_is_not_read(people):
    target_list = make_list(people)

    note_contacts(
        station=make_station("XL", "溪林派出所"), contacts=[contact_with(people[0])], by=somebody("shen"), now=NOW
    )

    assert coverage(target_list, at=NOW) == sums(untouched=4)


def test_the_seven_days_end_today():
    assert end_of_yesterday(NOW) < NOW.replace(hour=0, minute=0)
    assert (NOW.date() - week_ago(NOW).date()).days == 7


@pytest.mark.parametrize("count", [1, 12])
def test_the_number_of_queries_does_not_grow(people, count, django_assert_num_queries):
    compound = make_compound("丽景国际")
    more = [make_resident(f"林{n}", household=make_household(f"{n}-1-101", compound=compound)) for n in range(count)]
    target_list = make_list([*people, *more])
    note(*(contact_with(person) for person in more))

    with django_assert_num_queries(5):
        coverage(target_list, at=NOW)
