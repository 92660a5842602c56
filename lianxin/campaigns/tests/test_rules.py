"""The decisions of the room, without a database."""

from datetime import date, timedelta

import pytest

from lianxin.campaigns.choices import CampaignState, ListKind, PlaceState, TargetState, VersionState
from lianxin.campaigns.rules.actions import MAY, campaign_actions, list_actions, target_actions
from lianxin.campaigns.rules.filters import FilterInvalid, born_between, clauses_of, read_filter, years_before
from lianxin.campaigns.rules.places import Talk, line_state, place_known, place_state, point_state, staff_reached
from lianxin.campaigns.rules.states import (
    Known,
    Sums,
    SumsBroken,
    day_number,
    is_known_by,
    kept_person,
    state_of,
    sums_of,
)
from lianxin.campaigns.rules.wording import kind_label, plain_words, words_for
from lianxin.campaigns.tests.factories import NOW

HOUR = timedelta(hours=1)
ON = date(2026, 5, 1)


@pytest.mark.parametrize(
    "known,state",
    [
        (Known(), TargetState.UNTOUCHED),
        (Known(is_tried=True), TargetState.ATTEMPTED),
        (Known(is_tried=True, is_requested=True), TargetState.UNREACHABLE_REQUESTED),
        (Known(is_requested=True), TargetState.UNREACHABLE_REQUESTED),
        (Known(is_requested=True, is_approved=True), TargetState.UNREACHABLE_APPROVED),
        (Known(is_tried=True, is_approved=True), TargetState.UNREACHABLE_APPROVED),
        (Known(is_met=True, is_tried=True, is_approved=True), TargetState.REACHED),
        (Known(is_met=True), TargetState.REACHED),
    ],
)
def test_a_target_stands_in_exactly_one_state(known, state):
    assert state_of(known) == state


def test_states_are_counted_and_their_total_beside_them():
    sums = sums_of(["REACHED", "REACHED", "ATTEMPTED", "UNREACHABLE_APPROVED", "UNTOUCHED"])

    assert sums == Sums(2, 1, 0, 1, 1, 5)
    assert (sums.unreachable, sums.remaining, sums.rate) == (1, 2, 0.4)


@pytest.mark.parametrize("parts", [(1, 1, 0, 0, 1, 4), (2, 0, 0, 0, 0, 1), (3, -1, 0, 0, 0, 2), (0, 0, 0, 0, 0, 1)])
def test_sums_that_do_not_add_up_cannot_be_made(parts):
    with pytest.raises(SumsBroken):
        Sums(*parts)


def test_a_state_nobody_thought_of_is_loud():
    with pytest.raises(KeyError):
        sums_of(["REACHED", "PERSUADED"])


def test_an_empty_list_has_no_rate():
    assert sums_of([]).rate is None


def test_changes_add_up_to_the_change_of_the_total():
    changes = Sums(4, 1, 1, 0, 4, 10).since(Sums(2, 2, 0, 0, 6, 10))

    assert changes == {
        "reached": 2,
        "attempted": -1,
        "unreachable_requested": 1,
        "unreachable_approved": 0,
        "untouched": -2,
        "total": 0,
    }
    assert sum(count for name, count in changes.items() if name != "total") == changes["total"]


def test_what_was_never_noted_is_not_known():
    assert not is_known_by(None, NOW)
    assert is_known_by(NOW, NOW)
    assert not is_known_by(NOW + HOUR, NOW)


@pytest.mark.parametrize(
    "contact,session,poster,state,missing",
    [
        (True, True, True, PlaceState.DONE, ()),
        (False, True, True, PlaceState.PARTIAL, ("缺联系人",)),
        (True, False, True, PlaceState.PARTIAL, ("缺员工会",)),
        (True, True, False, PlaceState.PARTIAL, ("缺海报",)),
        (False, False, True, PlaceState.PARTIAL, ("缺联系人", "缺员工会")),
        (True, False, False, PlaceState.UNTOUCHED, ("缺员工会", "缺海报")),
        (False, False, False, PlaceState.UNTOUCHED, ("缺联系人", "缺员工会", "缺海报")),
    ],
)
def test_a_point_is_done_when_three_things_are_there(contact, session, poster, state, missing):
    verdict = point_state(has_contact=contact, has_staff_session=session, has_poster=poster)

    assert (verdict.state, verdict.missing) == (state, missing)


@pytest.mark.parametrize(
    "talks,total,state",
    [
        ([], 40, PlaceState.UNTOUCHED),
        ([Talk(32)], 40, PlaceState.DONE),
        ([Talk(31)], 40, PlaceState.PARTIAL),
        ([Talk(40)], None, PlaceState.PARTIAL),
        ([Talk(None)], 40, PlaceState.PARTIAL),
        ([Talk(20), Talk(20)], 40, PlaceState.PARTIAL),
        ([Talk(20), Talk(12, is_make_up=True)], 40, PlaceState.DONE),
    ],
)
def test_a_unit_is_done_when_enough_of_its_staff_came(talks, total, state):
    assert line_state(talks, staff_total=total, percent=80).state == state


def test_what_a_unit_misses_is_said_in_numbers():
    assert line_state([Talk(12)], staff_total=40, percent=80).missing == ("到场 12 / 40，不到 80%",)


def test_staff_reached_is_never_more_than_the_staff():
    assert staff_reached([Talk(30), Talk(30, is_make_up=True)], staff_total=40) == 40
    assert staff_reached([Talk(30), Talk(35)], staff_total=None) == 35
    assert staff_reached([], staff_total=40) == 0


@pytest.mark.parametrize("state", list(PlaceState))
def test_a_places_state_reads_the_same_back(state):
    verdict = point_state(
        has_contact=state == PlaceState.DONE,
        has_staff_session=state == PlaceState.DONE,
        has_poster=state in (PlaceState.DONE, PlaceState.PARTIAL),
    )

    known = place_known(verdict, is_requested=state == PlaceState.UNREACHABLE, is_approved=False)

    assert place_state(state_of(known)) == state


@pytest.mark.parametrize(
    "today,number",
    [("2026-04-30", None), ("2026-05-01", 1), ("2026-06-20", 51), ("2026-07-31", 92), ("2026-08-01", None)],
)
def test_the_day_of_a_campaign_is_counted_from_one(today, number):
    found = day_number(starts_on=ON, ends_on=date(2026, 7, 31), today=date.fromisoformat(today))

    assert found == number


def test_the_person_kept_is_found_through_a_chain_of_merges():
    assert kept_person("a", {"a": "b", "b": "c"}) == "c"
    assert kept_person("c", {"a": "b", "b": "c"}) == "c"


@pytest.mark.parametrize("role,is_said", [("LEAD", True), ("CLERK", True), ("CAPTAIN", False), ("OFFICER", False)])
def test_easily_deceived_is_said_to_lead_and_clerk_only(role, is_said):
    assert ("易受骗" in kind_label(ListKind.SURFACE, role)) is is_said
    assert ("易受骗" in words_for(role, "易受骗人群 30–65 岁")) is is_said


def test_plain_words_still_make_a_sentence():
    assert plain_words("易受骗人群 30–65 岁") == "名单居民 30–65 岁"
    assert kind_label(ListKind.POINT, "LEAD") == kind_label(ListKind.POINT, "CAPTAIN") == "点 · 物业小区"


@pytest.mark.parametrize(
    "role,state,signed,actions",
    [
        ("CAPTAIN", CampaignState.DRAFT, False, ["add_list"]),
        ("CAPTAIN", CampaignState.DRAFT, True, ["add_list", "open"]),
        ("CAPTAIN", CampaignState.OPEN, True, ["add_list", "record_session", "put_up_poster"]),
        ("LEAD", CampaignState.OPEN, True, ["add_list", "close"]),
        ("CLERK", CampaignState.DRAFT, True, ["add_list"]),
        ("OFFICER", CampaignState.OPEN, True, ["record_session", "put_up_poster"]),
        ("LEAD", CampaignState.CLOSED, True, []),
    ],
)
def test_a_campaign_offers_what_the_post_may_do(role, state, signed, actions):
    assert campaign_actions(role=role, state=state, has_signed_list=signed) == actions


@pytest.mark.parametrize(
    "role,version,changes,actions",
    [
        ("CLERK", None, False, ["draft", "nominate", "leave"]),
        ("CLERK", VersionState.DRAFT, True, ["draft", "propose", "nominate", "leave"]),
        ("CLERK", VersionState.PROPOSED, True, ["leave"]),
        ("LEAD", VersionState.DRAFT, True, ["draft", "leave"]),
        ("OFFICER", None, False, ["nominate", "leave"]),
        ("AUXILIARY", None, False, []),
    ],
)
def test_a_list_offers_what_the_post_may_do(role, version, changes, actions):
    offered = list_actions(
        role=role,
        kind=ListKind.SURFACE,
        campaign_state=CampaignState.OPEN,
        open_version=version,
        has_changes=changes,
    )

    assert offered == actions


def test_places_are_neither_nominated_nor_do_they_leave():
    offered = list_actions(
        role="CLERK", kind=ListKind.POINT, campaign_state="OPEN", open_version=None, has_changes=False
    )

    assert offered == ["draft"]


@pytest.mark.parametrize(
    "state,is_offered",
    [("UNTOUCHED", True), ("ATTEMPTED", True), ("REACHED", False), ("UNREACHABLE_REQUESTED", False)],
)
def test_only_who_is_still_to_meet_can_be_asked_for_as_out_of_reach(state, is_offered):
    offered = target_actions(role="CAPTAIN", kind=ListKind.SURFACE, state=state, campaign_state="OPEN")

    assert ("request_unreachable" in offered) is is_offered


def test_an_auxiliary_decides_nothing():
    assert [action for action, posts in MAY.items() if "AUXILIARY" in posts] == ["read", "request_unreachable"]


@pytest.mark.parametrize(
    "raw,field",
    [
        ({"kinds": ["SCHOOL"]}, "kinds"),
        ({"age_from": 66, "age_to": 65}, "age_to"),
        ({"age_from": -1}, "age_to"),
        ({"age_to": 121}, "age_to"),
        ({"has_property_firm": True}, "has_property_firm"),
    ],
)
def test_a_wrong_filter_names_the_field(raw, field):
    with pytest.raises(FilterInvalid) as refusal:
        read_filter(ListKind.SURFACE, raw)

    assert list(refusal.value.fields) == [f"filter.{field}"]


def test_a_line_names_at_least_one_kind_of_unit():
    with pytest.raises(FilterInvalid):
        read_filter(ListKind.LINE, {"community_ids": ["x"]})


def test_a_filter_keeps_only_what_was_set():
    kept = read_filter(ListKind.SURFACE, {"age_from": 30, "age_to": None, "occupations": [], "community_ids": ["x"]})

    assert kept == {"age_from": 30, "community_ids": ["x"]}


def test_clauses_are_sentences_a_resident_understands():
    chosen = {"age_from": 30, "age_to": 65, "occupations": ["财务"], "attributes": ["E"], "community_ids": ["x", "y"]}

    labels = [clause.label for clause in clauses_of(chosen, on=ON, labels={"E": "家有考生"})]

    assert labels == ["年龄 30–65 岁(按 2026-05-01 算)", "职业是财务", "家有考生", "在选定的 2 个社区"]


@pytest.mark.parametrize(
    "chosen,words",
    [({"age_from": 65}, "满 65 岁"), ({"age_to": 29}, "29 岁以下(含)"), ({"age_from": 0, "age_to": 5}, "年龄 0–5 岁")],
)
def test_an_open_age_range_reads_naturally(chosen, words):
    assert clauses_of(chosen, on=ON, labels={})[0].label.startswith(words)


@pytest.mark.parametrize(
    "birth_on,is_in",
    [("1996-05-01", True), ("1996-05-02", False), ("1960-05-02", True), ("1960-05-01", False)],
)
def test_age_30_to_65_includes_both_birthdays(birth_on, is_in):
    first, last = born_between({"age_from": 30, "age_to": 65}, on=ON)

    assert (first <= date.fromisoformat(birth_on) <= last) is is_in


def test_a_leap_day_has_a_day_in_every_year():
    assert years_before(date(2028, 2, 29), 1) == date(2027, 2, 28)
