"""What a visit record may say, what it counts as, and who may correct it (R11)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from lianxin.core.redaction import find_personal_data
from lianxin.visits.planning.timetable import is_quiet

TALKED = frozenset({"MET", "CONCERN_RECORDED", "SUSPECTED_VICTIM"})
NOBODY_SEEN = frozenset({"NOT_HOME"})
LONGEST_NOTE = 500
FARTHEST_REMINDER = timedelta(days=366)
# A client's clock may run a little ahead of ours; more than this is a mistake.
CLOCK_TOLERANCE = timedelta(minutes=2)


@dataclass(frozen=True)
class PersonOutcome:
    """How one person was met, or not."""

    resident_id: UUID
    outcome: str
    was_present: bool = False
    question_answered: bool = False


@dataclass(frozen=True)
class Told:
    """What somebody says about one visit."""

    at: datetime
    channel: str
    people: Sequence[PersonOutcome]
    note: str = ""
    next_reminder_on: date | None = None


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a record: which input, and the sentence about it."""

    code: str
    field: str
    sentence: str


def is_one_to_one(person: PersonOutcome) -> bool:
    """Say whether this counts as a talk: met in person or by phone, with at least one question answered."""
    return person.outcome in TALKED and person.was_present and person.question_answered


def is_found(people: Collection[PersonOutcome]) -> bool:
    """Say whether anybody answered at the door, which is what the planner learns from."""
    return any(person.was_present or person.outcome in TALKED for person in people)


def is_late(at: datetime, *, recorded_at: datetime, zone: ZoneInfo) -> bool:
    """Say whether this is a late entry (补录): written down on a later day than it happened."""
    return recorded_at.astimezone(zone).date() > at.astimezone(zone).date()


def problems_of(
    told: Told, *, now: datetime, not_before: date | None, members: Collection[UUID], zone: ZoneInfo
) -> list[Problem]:
    """Everything wrong with a record, in the order a person would mend it; empty when it may be kept."""
    return [
        *_time_problems(told, now=now, not_before=not_before, zone=zone),
        *_people_problems(told, members),
        *_text_problems(told, zone=zone),
    ]


def _time_problems(told: Told, *, now: datetime, not_before: date | None, zone: ZoneInfo) -> list[Problem]:
    if told.at > now + CLOCK_TOLERANCE:
        return [Problem("VISIT_IN_FUTURE", "at", "走访时间还没到，不能先记。")]
    if not_before is not None and told.at.astimezone(zone).date() < not_before:
        return [
            Problem("VISIT_BEFORE_CAMPAIGN", "at", f"走访时间早于专项行动开始({not_before.isoformat()}),请核对日期。")
        ]
    return []


def _people_problems(told: Told, members: Collection[UUID]) -> list[Problem]:
    ids = [person.resident_id for person in told.people]
    problems = []
    if not ids:
        problems.append(Problem("VISIT_WITHOUT_PEOPLE", "people", "请至少记一个人的结果。"))
    if len(set(ids)) != len(ids):
        problems.append(Problem("PERSON_TWICE", "people", "同一个人记了两次。"))
    if any(resident_id not in members for resident_id in ids):
        problems.append(Problem("PERSON_NOT_OF_HOUSEHOLD", "people", "有人不是这一户的，请核对门牌。"))
    for person in told.people:
        if sentence := _contradiction(person):
            problems.append(Problem("OUTCOME_CONTRADICTS", "people", sentence))
            break
    return problems


def _contradiction(person: PersonOutcome) -> str:
    if person.outcome in TALKED and not person.was_present:
        return "结果是见到了人，“在场”却没有勾。"
    if person.outcome in NOBODY_SEEN and person.was_present:
        return "结果是未遇，“在场”却勾了。"
    if person.question_answered and person.outcome not in TALKED:
        return "没有见到人，“回答过问题”不能勾。"
    return ""


def _text_problems(told: Told, *, zone: ZoneInfo) -> list[Problem]:
    problems = []
    if found := find_personal_data(told.note):
        sentence = f"备注里有{found[0].label}，请删去再保存；本系统不在备注里存号码。"
        problems.append(Problem("NOTE_HAS_PERSONAL_DATA", "note", sentence))
    if len(told.note) > LONGEST_NOTE:
        problems.append(Problem("NOTE_TOO_LONG", "note", f"备注最多 {LONGEST_NOTE} 字。"))
    day = told.at.astimezone(zone).date()
    if told.next_reminder_on is not None and not day < told.next_reminder_on <= day + FARTHEST_REMINDER:
        problems.append(Problem("REMINDER_NOT_AFTER", "next_reminder_on", "下次提醒要在走访之后一年以内。"))
    return problems


def remarks_on(told: Told, *, do_not_visit: bool, asked_for_time: bool, zone: ZoneInfo) -> list[str]:
    """What the recorder should know although the record is kept: facts are not refused for being unwelcome."""
    if told.channel != "DOOR":
        return []
    local = told.at.astimezone(zone)
    remarks = []
    if do_not_visit:
        remarks.append("这一户要求不上门，记录已保存；以后请不要再去。")
    if is_quiet(local.hour * 60 + local.minute) and not asked_for_time:
        remarks.append("走访时间在安静时段(12:30–14:00,20:30 以后),住户没有约过。")
    return remarks


def why_no_correction(
    *, recorder_id: object, recorded_at: datetime, reader_id: object, reader_role: str, now: datetime, zone: ZoneInfo
) -> str:
    """Say why this person may not correct a record now; empty when they may.

    The recorder may until the day of recording ends, afterwards the captain or the lead.
    """
    if reader_role in ("CAPTAIN", "LEAD"):
        return ""
    if recorder_id != reader_id:
        return "只有记录人当天可以更正，之后请队长更正。"
    if recorded_at.astimezone(zone).date() != now.astimezone(zone).date():
        return "过了记录当天，请队长更正。"
    return ""
