"""When may the next knock be: the hard rules told for one door (R11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class KnockRules:
    """The station's policy for knocks at one door in one campaign."""

    cap: int
    days_between: int
    misses_before_rest: int
    rest_days: int


@dataclass(frozen=True)
class NextKnock:
    """Whether somebody may knock on a day, from which day otherwise (none when never), and why."""

    is_allowed: bool
    from_on: date | None
    sentence: str


def next_knock(
    knocks: Sequence[tuple[date, bool]], *, do_not_visit: bool, promised_on: date | None, today: date, rules: KnockRules
) -> NextKnock:
    """Decide from the knocks so far, oldest first, each with its day and whether anybody answered."""
    if do_not_visit:
        return NextKnock(False, None, "这一户要求不上门。")
    if promised_on == today:
        return NextKnock(True, today, "住户约了今天。")
    if len(knocks) >= rules.cap:
        return NextKnock(False, None, f"已敲过 {len(knocks)} 次，到上限了，只按住户约的时间去或改用别的方式。")
    first = today
    why = "可以去。"
    if knocks:
        misses = misses_in_a_row([is_found for _, is_found in knocks])
        is_resting = misses >= rules.misses_before_rest
        gap = rules.rest_days if is_resting else rules.days_between
        first = knocks[-1][0] + timedelta(days=gap)
        why = f"连续 {misses} 次没见到人，歇 {gap} 天。" if is_resting else f"两次敲门至少隔 {gap} 天。"
    if promised_on is not None and promised_on > max(first, today):
        first, why = promised_on, "住户约了这一天。"
    return NextKnock(first <= today, max(first, today), why if first > today else "可以去。")


def misses_in_a_row(found: Sequence[bool]) -> int:
    """How many of the last knocks found nobody."""
    count = 0
    for is_found in reversed(found):
        if is_found:
            break
        count += 1
    return count
