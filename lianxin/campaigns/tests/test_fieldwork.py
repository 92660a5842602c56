"""Talks, posters and requests for those out of reach: points and lines reach their states, mistakes are superseded."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from lianxin.accounts.approvals import AlreadyRequested, decide_approval
from lianxin.accounts.models import Approval
from lianxin.accounts.tests.factories import make_station
from lianxin.campaigns.choices import ListKind
from lianxin.campaigns.models import Session
from lianxin.campaigns.rules.states import Sums
from lianxin.campaigns.services.coverage import coverage
from lianxin.campaigns.services.fieldwork import (
    AlreadyCorrected,
    CampaignNotOpen,
    SessionFact,
    correct_session,
    put_up_poster,
    record_session,
    sessions_of,
    withdraw_poster,
)
from lianxin.campaigns.services.lifecycle import (
    CampaignNameTaken,
    CampaignNotInState,
    ListNotSigned,
    close_campaign,
    create_campaign,
    open_campaign,
)
from lianxin.campaigns.services.unreachable import TargetNotListed, request_unreachable
from lianxin.campaigns.tests.factories import ENDS_ON, NOW, STARTS_ON, make_campaign, make_list, somebody
from lianxin.core.errors import InvalidInput, NotFound
from lianxin.registry.tests.factories import (
    assign_area,
    make_community,
    make_compound,
    make_contact,
    make_household,
    make_organization,
    make_resident,
)

pytestmark = pytest.mark.django_db
EARLIER = NOW - timedelta(hours=3)


@pytest.fixture
def point():
    return make_list([make_compound("金榜华庭"), make_compound("丽景国际")], kind=ListKind.POINT)


@pytest.fixture
def line():
    school = make_organization()
    school.staff_total = 40
    school.save()
    return make_list([school], kind=ListKind.LINE)


def talk(target_list, *, by="su", now=NOW, **told):
    host = target_list.targets.order_by("pk").first()
    facts = {"title": "防骗课", "held_at": EARLIER, "head_count": 60, "staff_attending": 35, **told}
    fact = SessionFact(compound_id=host.compound_id, organization_id=host.organization_id, **facts)
    return record_session(campaign=target_list.campaign, fact=fact, by=somebody(by), now=now)


def poster(target_list, **told):
    compound = target_list.targets.order_by("pk").first().compound
    return put_up_poster(
        campaign=target_list.campaign, compound_id=compound.pk, put_up_at=EARLIER, by=somebody(), now=NOW, **told
    )


def sums(reached=0, attempted=0, requested=0, approved=0, untouched=0):
    total = reached + attempted + requested + approved + untouched
    return Sums(reached, attempted, requested, approved, untouched, total)


def test_a_point_passes_through_partly_done_to_done(point):
    make_contact(compound=point.targets.order_by("pk").first().compound)
    states = [coverage(point, at=NOW)]

    talk(point)
    states.append(coverage(point, at=NOW))
    poster(point)
    states.append(coverage(point, at=NOW))

    assert states == [sums(untouched=2), sums(attempted=1, untouched=1), sums(reached=1, untouched=1)]


def test_a_talk_without_staff_is_no_staff_session(point):
    talk(point, staff_attending=0)

    assert coverage(point, at=NOW) == sums(untouched=2)


def test_a_unit_is_done_when_its_staff_came(line):
    talk(line, staff_attending=20)
    half = coverage(line, at=NOW)

    talk(line, staff_attending=12, is_make_up=True)

    assert (half, coverage(line, at=NOW)) == (sums(attempted=1), sums(reached=1))


def test_a_corrected_talk_counts_as_corrected_and_the_past_stays(line):
    wrong = talk(line)
    later = NOW + timedelta(hours=1)
    fact = SessionFact(
        title="防骗课", held_at=EARLIER, head_count=60, staff_attending=5, organization_id=wrong.organization_id
    )

    correct_session(session=wrong, fact=fact, reason="把学生算进去了", by=somebody("qin"), now=later)

    assert (coverage(line, at=NOW), coverage(line, at=later)) == (sums(reached=1), sums(attempted=1))
    shown = sessions_of(line.campaign, reader=somebody("qin"), now=later)
    assert [(row["staff_attending"], row["before"].staff_attending) for row in shown] == [(5, 35)]


def test_a_talk_never_held_is_withdrawn(line):
    wrong = talk(line)
    later = NOW + timedelta(hours=1)

    correct_session(session=wrong, fact=None, reason="改期了", by=somebody("qin"), now=later)

    assert coverage(line, at=later) == sums(untouched=1)
    assert sessions_of(line.campaign, reader=somebody("qin"), now=later) == []


def test_a_talk_is_corrected_once_and_then_its_correction(line):
    wrong = talk(line)
    correct_session(session=wrong, fact=None, reason="改期了", by=somebody("qin"), now=NOW)

    with pytest.raises(AlreadyCorrected):
        correct_session(session=wrong, fact=None, reason="改期了", by=somebody("su"), now=NOW)


def test_a_correction_says_why(line):
    with pytest.raises(InvalidInput):
        correct_session(session=talk(line), fact=None, reason=" ", by=somebody("qin"), now=NOW)


def test_the_database_refuses_to_change_a_talk(line):
    talk(line)

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Session.objects.of(make_station()).update(head_count=1)


@pytest.mark.parametrize(
    "told,field",
    [
        ({"held_at": NOW + timedelta(hours=1)}, "held_at"),
        ({"held_at": NOW - timedelta(days=60)}, "held_at"),
        ({"staff_attending": 61}, "staff_attending"),
    ],
)
def test_a_talk_that_cannot_be_is_refused(line, told, field):
    with pytest.raises(InvalidInput) as refusal:
        talk(line, **told)

    assert list(refusal.value.fields) == [field]


def test_a_talk_has_exactly_one_host(line):
    fact = SessionFact(title="防骗课", held_at=EARLIER, head_count=6)

    with pytest.raises(InvalidInput):
        record_session(campaign=line.campaign, fact=fact, by=somebody(), now=NOW)


def test_an_officer_notes_talks_in_the_own_area_only(point):
    assign_area(somebody("shen"), make_community())

    assert talk(point, by="shen").recorded_by == somebody("shen")
    with pytest.raises(NotFound):
        talk(point, by="lin")


def test_a_poster_that_does_not_hang_is_withdrawn(point):
    wrong = poster(point)
    begun = coverage(point, at=NOW)

    withdraw_poster(poster=wrong, reason="挂错小区", by=somebody("qin"), now=NOW + timedelta(minutes=5))

    assert begun == sums(attempted=1, untouched=1)
    assert coverage(point, at=NOW + timedelta(minutes=5)) == sums(untouched=2)


def test_a_closed_campaign_takes_no_more_facts(point):
    point.campaign.state = "CLOSED"

    with pytest.raises(CampaignNotOpen):
        talk(point)


def test_who_is_out_of_reach_stays_in_the_denominator_in_an_own_column():
    household = make_household()
    people = [make_resident(name, household=household) for name in ("王阿姨", "李平", "陈小华")]
    target_list = make_list(people)
    asked = [(target, "搬走") for target in target_list.targets.filter(resident__in=people[:2])]

    request_unreachable(station=make_station(), targets=asked, by=somebody("qin"), now=EARLIER)
    approval = Approval.objects.of(make_station()).get()
    decide_approval(approval=approval, is_granted=True, reason="", by=somebody("lu"), now=NOW)

    assert approval.title == "无法触达 2 人，1 户"
    assert approval.effect.startswith("搬走 2。")
    assert coverage(target_list, at=EARLIER) == sums(requested=2, untouched=1)
    assert coverage(target_list, at=NOW) == sums(approved=2, untouched=1)


def test_a_refused_request_changes_nothing_and_may_be_asked_again():
    target_list = make_list([make_resident()])
    asked = [(target_list.targets.get(), "长期在外")]
    request_unreachable(station=make_station(), targets=asked, by=somebody("qin"), now=EARLIER)

    approval = Approval.objects.of(make_station()).get()
    decide_approval(approval=approval, is_granted=False, reason="再去一次", by=somebody("lu"), now=NOW)

    assert coverage(target_list, at=NOW) == sums(untouched=1)
    assert request_unreachable(station=make_station(), targets=asked, by=somebody("qin"), now=NOW)


def test_nobody_is_asked_for_twice():
    target_list = make_list([make_resident()])
    asked = [(target_list.targets.get(), "长期在外")]
    request_unreachable(station=make_station(), targets=asked, by=somebody("qin"), now=EARLIER)

    with pytest.raises(AlreadyRequested):
        request_unreachable(station=make_station(), targets=asked, by=somebody("qin"), now=NOW)


def test_who_is_off_the_list_is_not_asked_for():
    target = make_list([make_resident()]).targets.get()
    target.standing = "DROPPED"

    with pytest.raises(TargetNotListed):
        request_unreachable(station=make_station(), targets=[(target, "搬走")], by=somebody("qin"), now=NOW)


def prepare(name="莲心大走访", ends_on=ENDS_ON):
    return create_campaign(name=name, starts_on=STARTS_ON, ends_on=ends_on, by=somebody("qin"), now=EARLIER)


def test_a_campaign_opens_on_a_signed_list_and_closes():
    campaign = prepare()
    with pytest.raises(ListNotSigned):
        open_campaign(campaign=campaign, by=somebody("qin"), now=NOW)

    make_list([make_resident()], campaign=campaign)
    opened = open_campaign(campaign=campaign, by=somebody("qin"), now=NOW)
    closed = close_campaign(campaign=opened, by=somebody("lu"), now=NOW)

    assert (closed.opened_by, closed.closed_by, closed.state) == (somebody("qin"), somebody("lu"), "CLOSED")


def test_a_campaign_opens_once():
    campaign = make_campaign()
    make_list([make_resident()], campaign=campaign)

    with pytest.raises(CampaignNotInState):
        open_campaign(campaign=campaign, by=somebody("qin"), now=NOW)


def test_a_campaign_has_a_name_of_its_own_and_ends_after_it_begins():
    prepare()

    with pytest.raises(CampaignNameTaken):
        prepare()
    with pytest.raises(InvalidInput):
        prepare("反诈周", ends_on=STARTS_ON - timedelta(days=1))
