"""Why somebody should go to a door: declarative rules (who, window, done when, priority, budget) and verdicts (R9)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

SURFACE_WEIGHT: Mapping[str, int] = {"PAST_VICTIM": 3, "OFFICER": 2, "COMMITTEE": 2, "OWN_WISH": 3}
USUAL_WEIGHT = 1
SOURCE_WORDS: Mapping[str, str] = {
    "OFFICER": "民警提名",
    "COMMITTEE": "居委提名",
    "PAST_VICTIM": "近期被骗",
    "OWN_WISH": "本人要求",
}
# Days on which the college entrance scores come out, after which score-check scams find nobody any more.
EXAM_SCORE_DAYS: Mapping[int, date] = {2025: date(2025, 6, 25), 2026: date(2026, 6, 25)}


@dataclass(frozen=True)
class TaskRule:
    """One reason to go: who is meant, for how long, when it is done, what it weighs, and whether it must be today.

    `is_budgeted` rules fall due a few doors a day, best first; the others are due on every day of their window.
    """

    code: str
    version: int
    label: str
    who: str
    done_when: str
    weight: int
    window_days: int | None
    is_budgeted: bool


SURFACE_FIRST_TALK = TaskRule(
    code="SURFACE_FIRST_TALK",
    version=1,
    label="名单里还没见过",
    who="本期“面”名单里有人还没有一对一见过的户",
    done_when="名单里的人都见过，或都已不在名单",
    weight=USUAL_WEIGHT,
    window_days=None,
    is_budgeted=True,
)
EXAM_BEFORE_SCORES = TaskRule(
    code="EXAM_BEFORE_SCORES",
    version=1,
    label="考生家庭，出分前去",
    who="名单里还没见过、家有考生的户，高考出分日之前",
    done_when="名单里的人都见过，或出分日已过",
    weight=4,
    window_days=None,
    is_budgeted=True,
)
ASKED_TO_COME_BACK = TaskRule(
    code="ASKED_TO_COME_BACK",
    version=1,
    label="约好再去",
    who="上次走访写了下次提醒的户",
    done_when="提醒日之后又去过",
    weight=5,
    window_days=14,
    is_budgeted=False,
)
RULES: Mapping[str, TaskRule] = {
    rule.code: rule for rule in (SURFACE_FIRST_TALK, EXAM_BEFORE_SCORES, ASKED_TO_COME_BACK)
}


@dataclass(frozen=True)
class DoorFacts:
    """What is known about one door in one campaign; `unreached` holds the list source of each person not met yet."""

    household_id: UUID
    unreached: tuple[str, ...] = ()
    exam_family: bool = False
    do_not_visit: bool = False
    knocks: int = 0
    reminders: tuple[tuple[UUID, date], ...] = ()
    list_number: int = 0


@dataclass(frozen=True)
class Wanted:
    """A task that a rule asks for; rule and cycle make its id."""

    rule: TaskRule
    cycle: str
    priority: int
    window_from: date
    window_to: date
    facts: Mapping[str, Any]


def exam_score_day(year: int) -> date:
    """The day the scores come out; a year without an announcement takes the usual 25 June."""
    return EXAM_SCORE_DAYS.get(year, date(year, 6, 25))


def wanted_tasks(door: DoorFacts, *, starts_on: date, ends_on: date, today: date, contact_cap: int) -> list[Wanted]:
    """All tasks the rules want for this door in a campaign from `starts_on` to `ends_on`."""
    if door.do_not_visit:
        return []
    wanted = [_come_back(door, visit_id, on) for visit_id, on in door.reminders if _is_near(on, today)]
    if door.unreached and door.knocks < contact_cap:
        wanted.append(_first_talk(door, starts_on, ends_on))
        scores_on = exam_score_day(starts_on.year)
        if door.exam_family and starts_on <= scores_on and today <= scores_on:
            wanted.append(_before_scores(door, starts_on, min(scores_on, ends_on)))
    return wanted


def _is_near(on: date, today: date) -> bool:
    return on <= today <= on + timedelta(days=ASKED_TO_COME_BACK.window_days or 0)


def _first_talk(door: DoorFacts, starts_on: date, ends_on: date) -> Wanted:
    sources = Counter(door.unreached)
    weight = sum(SURFACE_WEIGHT.get(source, USUAL_WEIGHT) * count for source, count in sources.items())
    facts = {"unreached": len(door.unreached), "sources": dict(sorted(sources.items())), "list": door.list_number}
    return Wanted(SURFACE_FIRST_TALK, "", weight, starts_on, ends_on, facts)


def _before_scores(door: DoorFacts, starts_on: date, scores_on: date) -> Wanted:
    facts = {"unreached": len(door.unreached), "scores_on": scores_on.isoformat()}
    return Wanted(EXAM_BEFORE_SCORES, str(scores_on.year), EXAM_BEFORE_SCORES.weight, starts_on, scores_on, facts)


def _come_back(door: DoorFacts, visit_id: UUID, on: date) -> Wanted:
    last = on + timedelta(days=ASKED_TO_COME_BACK.window_days or 0)
    facts = {"reminder_on": on.isoformat(), "visit": str(visit_id)}
    return Wanted(ASKED_TO_COME_BACK, str(visit_id), ASKED_TO_COME_BACK.weight, on, last, facts)


def close_reason(
    rule_code: str, door: DoorFacts, *, today: date, window_to: date, was_reached: bool, contact_cap: int
) -> str:
    """Why an open task that no rule wants any more is closed."""
    if door.do_not_visit:
        return "DO_NOT_VISIT"
    if today > window_to:
        return "WINDOW_OVER"
    if rule_code == ASKED_TO_COME_BACK.code:
        return "DONE"
    if door.unreached and door.knocks >= contact_cap:
        return "CAP_REACHED"
    return "DONE" if was_reached else "LEFT_LIST"


def why_sentence(rule_code: str, facts: Mapping[str, Any]) -> str:
    """为什么是这一户, for the officer at the door and the captain at the desk."""
    if rule_code == ASKED_TO_COME_BACK.code:
        return f"上次约好 {facts['reminder_on']} 再来。"
    if rule_code == EXAM_BEFORE_SCORES.code:
        return f"家有考生，{facts['scores_on']} 出分前最容易接到查分诈骗。"
    named = [f"{SOURCE_WORDS[s]} {n} 人" for s, n in facts["sources"].items() if s in SOURCE_WORDS]
    return f"名单里还有 {facts['unreached']} 人没见过{'(' + '、'.join(named) + ')' if named else ''}。"
