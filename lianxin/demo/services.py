"""Putting the demo on its stage: the beginning, the days, the last afternoon, and the clock that stands on it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from lianxin.accounts.services import StationUnknown, find_station
from lianxin.core.clock import SHANGHAI
from lianxin.core.errors import StateConflict
from lianxin.demo import standing
from lianxin.demo.days import at, enter_shifts, play_afternoon, play_day
from lianxin.demo.places import leave_work_waiting, let_some_leave, tend_places
from lianxin.demo.story import FIRST_DAY, LAST_DAY, STATION_CODE, tell_beginning, unlisted_phones

SEED = 51
# What fits into three minutes on two cores, roster included; 20 June comes with the next step of the story.
USUAL_DAYS = 30
_CURTAIN = time(17, 40)
_DAYS_AHEAD = 8

Report = Callable[[int, int, str], None]


class DemoTooLong(StateConflict):
    code = "DEMO_TOO_LONG"
    message = "演示最多到 {last_day}，共 {most} 天。"


class DemoExists(StateConflict):
    code = "DEMO_EXISTS"
    message = "这个库里已有演示所。要重做，请换一个空库。"


@dataclass(frozen=True)
class Staged:
    """Where the demo's clock stands, and how many people were met until then."""

    stands_at: datetime
    talks: int


def is_staged() -> bool:
    try:
        find_station(code=STATION_CODE)
    except StationUnknown:
        return False
    return True


def stage_demo(*, days: int, report: Report) -> Staged:
    """Make the demo station and play its days; the last one stops in the afternoon, before the evening's doors."""
    if is_staged():
        raise DemoExists()
    most = (LAST_DAY - FIRST_DAY).days + 1
    if not 1 <= days <= most:
        raise DemoTooLong(last_day=LAST_DAY.isoformat(), most=most)
    story = tell_beginning(seed=SEED, say=lambda step: report(0, days, step))
    enter_shifts(story, (FIRST_DAY + timedelta(days=offset) for offset in range(days + _DAYS_AHEAD)))
    talks = 0
    for number in range(1, days + 1):
        day = FIRST_DAY + timedelta(days=number - 1)
        report(number, days, f"{day.month}月{day.day}日")
        tend_places(story, day)
        let_some_leave(story, day)
        talks += (play_day(story, day) if number < days else play_afternoon(story, day, until=_CURTAIN)).talks
    stands_at = at(day, _CURTAIN)
    leave_work_waiting(story, phones=unlisted_phones(SEED), now=stands_at - timedelta(hours=1))
    stand_clock(stands_at)
    return Staged(stands_at, talks)


def stand_clock(stands_at: datetime) -> None:
    """Set the domain clock of the deployment to the demo's afternoon."""
    day = stands_at.astimezone(SHANGHAI)
    standing.stand(
        stands_at, banner=f"演示数据：站名、人名、银行、号码均为虚构，故事时间停在 {day.year}年{day.month}月{day.day}日"
    )
