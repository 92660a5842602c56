"""What the demo does beside the doors: talks and posters in compounds, talks in schools, people who leave the list."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from lianxin.campaigns.choices import ListKind, TargetSource, TargetState
from lianxin.campaigns.services.coverage import Coverage
from lianxin.campaigns.services.drafting import nominate
from lianxin.campaigns.services.fieldwork import SessionFact, put_up_poster, record_session
from lianxin.campaigns.services.leaving import leave_lists
from lianxin.campaigns.services.unreachable import request_unreachable
from lianxin.campaigns.services.versions import propose_version
from lianxin.core.clock import SHANGHAI
from lianxin.demo.story import FIRST_DAY, Story
from lianxin.registry.finding import find_people
from lianxin.visits.planning.simulator import draw

_POSTERS_A_DAY, _TALKS_A_DAY, _SCHOOLS_A_DAY = 3, 2, 1
_TALK_AT, _SCHOOL_AT, _WRITTEN_AT = time(10, 0), time(16, 0), time(17, 0)
_NOMINATION_LASTS = timedelta(days=60)
_NOMINATED, _OUT_OF_REACH = 12, 9
_OUT_OF_REACH_REASONS = ("长期在外地", "物业说已搬走", "房屋空置")


def tend_places(story: Story, day: date) -> None:
    """Posters, staff talks and school talks of one day; weekends have no school."""
    number = (day - FIRST_DAY).days
    compounds = [target.compound_id for target in _targets(story, ListKind.POINT)]
    for compound_id in _share(compounds, number, _POSTERS_A_DAY):
        put_up_poster(
            campaign=story.campaign,
            compound_id=compound_id,
            put_up_at=_at(day, _TALK_AT),
            by=story.captain,
            now=_at(day, _WRITTEN_AT),
        )
    for compound_id in _share(compounds, number, _TALKS_A_DAY):
        head_count = 2 + int(4 * draw(story.seed, "property staff", compound_id))
        fact = SessionFact(
            title="物业员工反诈会",
            held_at=_at(day, _TALK_AT),
            head_count=head_count,
            staff_attending=head_count,
            compound_id=compound_id,
        )
        record_session(campaign=story.campaign, fact=fact, by=story.captain, now=_at(day, _WRITTEN_AT))
    if day.weekday() < 5:
        _talk_in_schools(story, day, number)


def let_some_leave(story: Story, day: date) -> None:
    """Every other day somebody says: take me off the list. It is done the same day."""
    if day.toordinal() % 2:
        return
    target_list = story.campaign.lists.get(kind=ListKind.SURFACE)
    listed = target_list.targets.listed().select_related("resident").order_by("id")
    place = int(draw(story.seed, "leaves", day) * listed.count())
    leave_lists(
        target_list=target_list,
        resident=listed[place].resident,
        reason="本人要求",
        by=story.clerk,
        now=_at(day, _WRITTEN_AT),
    )


def leave_work_waiting(story: Story, *, phones: Sequence[str], now: datetime) -> None:
    """What waits for the lead's signature when the curtain rises: new nominations and people out of reach.

    `phones` are of people on the roster whom no filter found, because the list does not state when they were born.
    """
    target_list = story.campaign.lists.get(kind=ListKind.SURFACE)
    for phone in phones[:_NOMINATED]:
        for resident in find_people(by_what="phone", value=phone, compound_id=None, by=story.clerk, today=now.date()):
            nominate(
                target_list=target_list,
                resident=resident,
                source=TargetSource.COMMITTEE,
                reason="居委反映常接到陌生客服电话",
                expires_on=now.date() + _NOMINATION_LASTS,
                by=story.captain,
                now=now,
            )
    propose_version(target_list=target_list, by=story.captain, now=now)
    untouched = [
        member.target_id
        for member, state in Coverage(story.campaign, [target_list]).members(target_list, now)
        if state == TargetState.UNTOUCHED
    ]
    # Some of them may have left the list since `now`.
    candidates = target_list.targets.listed().filter(id__in=untouched[: 4 * _OUT_OF_REACH])
    targets = list(candidates[:_OUT_OF_REACH])
    told = [(target, _OUT_OF_REACH_REASONS[at % len(_OUT_OF_REACH_REASONS)]) for at, target in enumerate(targets)]
    request_unreachable(station=story.station, targets=told, by=story.captain, now=now)


def _talk_in_schools(story: Story, day: date, number: int) -> None:
    schools = [target.organization for target in _targets(story, ListKind.LINE)]
    for school in _share(schools, number, _SCHOOLS_A_DAY):
        staff = school.staff_total or 20
        attending = round(staff * (0.7 + 0.3 * draw(story.seed, "attending", school.id)))
        fact = SessionFact(
            title="校园反诈教职工专场",
            held_at=_at(day, _SCHOOL_AT),
            head_count=attending,
            staff_attending=attending,
            organization_id=school.id,
        )
        record_session(campaign=story.campaign, fact=fact, by=story.captain, now=_at(day, _WRITTEN_AT))


def _targets(story: Story, kind: ListKind) -> Iterator[Any]:
    target_list = story.campaign.lists.get(kind=kind)
    return iter(target_list.targets.listed().select_related("organization").order_by("id"))


def _share(places: Sequence[Any], number: int, a_day: int) -> Iterator[Any]:
    return islice(places, number * a_day, (number + 1) * a_day)


def _at(day: date, moment: time) -> datetime:
    return datetime.combine(day, moment, SHANGHAI)
