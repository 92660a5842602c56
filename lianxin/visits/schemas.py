from datetime import date, datetime, time
from typing import Literal
from uuid import UUID

from ninja import Field, Schema

from lianxin.campaigns.choices import Channel
from lianxin.core.moments import Day, Moment
from lianxin.visits.choices import BlockKind, CrewKind, Outcome


class Named(Schema):
    id: UUID
    name: str


class CrewMemberOut(Schema):
    id: UUID
    name: str
    role: str
    role_label: str


class CrewOut(Schema):
    id: UUID
    name: str
    kind: CrewKind
    kind_label: str
    languages: list[str]
    members: list[CrewMemberOut]
    can_go: bool
    allowed_actions: list[str]


class CrewIn(Schema):
    name: str = Field(min_length=1, max_length=40)
    kind: CrewKind = CrewKind.PAIR
    member_ids: list[UUID] = Field(max_length=8)
    languages: list[str] = Field(default_factory=list, max_length=10)


class CrewEdit(Schema):
    name: str | None = Field(None, min_length=1, max_length=40)
    kind: CrewKind | None = None
    member_ids: list[UUID] | None = Field(None, max_length=8)
    languages: list[str] | None = Field(None, max_length=10)


class CrewChoices(Schema):
    """Who may be put into a crew."""

    users: list[CrewMemberOut]


class TakeOff(Schema):
    user_id: UUID


class BlockOut(Schema):
    id: UUID
    crew: Named
    day: date
    starts_at: datetime
    ends_at: datetime
    kind: BlockKind
    kind_label: str
    allowed_actions: list[str]


class BlockIn(Schema):
    """`starts_at` and `ends_at` are a time of the day (18:30) or a whole moment."""

    crew_id: UUID
    day: Day
    starts_at: datetime | time
    ends_at: datetime | time
    kind: BlockKind = BlockKind.VISITS


class WeekCopy(Schema):
    from_monday: Day
    to_monday: Day


class WeekCopied(Schema):
    copied_count: int
    skipped: list[str]
    blocks: list[BlockOut]


class Alternative(Schema):
    block: str
    day: date
    starts_minute: int
    slot: str
    p_home: float
    worth: float


class LineReason(Schema):
    code: str
    sentence: str
    p_home: float | None
    p_best: float | None
    weight: float | None
    value_kept: float | None
    gain: float | None
    alternative: Alternative | None


class LineOut(Schema):
    id: UUID
    household_id: UUID
    door: str
    compound_name: str
    community_name: str
    position: int
    standing: Literal["PLACED", "RESERVE", "UNPLACED"]
    attempt_number: int
    starts_at: datetime | None
    expected_minutes: float
    is_pinned: bool
    is_exam_family: bool
    is_visited: bool
    person_count: int
    why: str
    reason: LineReason


class BlockCrew(Schema):
    id: UUID
    name: str
    members: list[str]


class PlanBlock(Schema):
    id: UUID
    crew: BlockCrew
    starts_at: datetime
    ends_at: datetime
    minutes_used: int
    minutes_total: int
    compounds: list[str]
    placed_count: int
    reserve_count: int
    can_go: bool
    warning: str
    lines: list[LineOut]


class UnplacedGroup(Schema):
    reason_code: str
    reason: str
    count: int
    next_chance: str
    lines: list[LineOut]


class Undo(Schema):
    change_id: UUID
    sentence: str


class PlanSums(Schema):
    day: date
    number: int | None
    due: int
    placed: int
    to_hand_over: int
    reserve: int
    unplaced: int
    expected_met: float
    expected_low: int
    expected_high: int


class PlanOut(PlanSums):
    state: str | None
    state_label: str
    made_at: datetime | None
    waiting: int
    message: str = ""
    blocks: list[PlanBlock]
    unplaced_groups: list[UnplacedGroup]
    allowed_actions: list[str]
    undo: Undo | None


class Move(Schema):
    block_id: UUID
    position: int | None = Field(None, ge=1)
    reason: str = Field(max_length=200)


class Remove(Schema):
    reason: str = Field(max_length=200)


class Reorder(Schema):
    line_ids: list[UUID]
    reason: str = Field(max_length=200)


class HandOver(Schema):
    to_block_id: UUID
    reason: str = Field(max_length=200)


class SheetPerson(Schema):
    resident_id: UUID
    name: str


class SheetLine(Schema):
    id: UUID
    household_id: UUID
    standing: str
    position: int
    compound_name: str
    door: str
    starts_at: datetime | None
    attempt_number: int
    is_exam_family: bool
    why: str
    people: list[SheetPerson]


class SheetOut(Schema):
    block_id: UUID
    day: date
    plan_number: int | None
    crew_name: str
    members: list[str]
    starts_at: datetime
    ends_at: datetime
    names_are_whole: bool
    source: str
    lines: list[SheetLine]


class PersonIn(Schema):
    resident_id: UUID
    outcome: Outcome
    was_present: bool = False
    question_answered: bool = False


class VisitIn(Schema):
    id: UUID | None = None
    household_id: UUID
    at: Moment
    channel: Channel
    crew_id: UUID | None = None
    plan_line_id: UUID | None = None
    people: list[PersonIn] = Field(max_length=30)
    note: str = ""
    next_reminder_on: Day | None = None


class GridIn(Schema):
    rows: list[VisitIn] = Field(min_length=1, max_length=200)


class CorrectionIn(Schema):
    people: list[PersonIn] = Field(max_length=30)
    note: str = ""
    reason: str = Field(max_length=200)
    next_reminder_on: Day | None = None
    at: Moment | None = None
    channel: Channel | None = None


class PersonOut(Schema):
    resident_id: UUID
    name: str
    outcome: Outcome
    outcome_label: str
    was_present: bool
    question_answered: bool


class StruckVisit(Schema):
    id: UUID
    at: datetime
    channel_label: str
    people: list[PersonOut]
    note: str
    recorded_by_name: str
    recorded_at: datetime


class CorrectionOut(Schema):
    by_name: str
    at: datetime
    reason: str
    effect: str
    before: list[StruckVisit]


class VisitOut(Schema):
    id: UUID
    household_id: UUID
    door: str
    compound_name: str
    at: datetime
    channel: Channel
    channel_label: str
    crew_id: UUID | None
    crew_name: str
    plan_line_id: UUID | None
    people: list[PersonOut]
    note: str
    next_reminder_on: date | None
    is_late: bool
    recorded_by_name: str
    recorded_at: datetime
    correction: CorrectionOut | None
    remarks: list[str] = []
    allowed_actions: list[str]


class GridAnswer(Schema):
    index: int
    status: Literal["saved", "rejected"]
    visit: VisitOut | None = None
    code: str = ""
    detail: str = ""
    fields: dict[str, str] = {}


class Knocking(Schema):
    is_allowed: bool
    from_on: date | None
    sentence: str


class TaskOut(Schema):
    rule_label: str
    why: str
    priority: int


class HistoryHousehold(Schema):
    id: UUID
    door: str
    compound: Named
    community: Named
    do_not_visit: bool
    do_not_visit_reason: str
    knocking: Knocking
    tasks: list[TaskOut]


class Listing(Schema):
    at: datetime
    resident_id: UUID
    name: str
    list_name: str
    campaign_name: str
    source: str
    source_label: str
    reason: str
    expires_on: date | None
    signed_by_name: str
    left_at: datetime | None


class HistoryOut(Schema):
    household: HistoryHousehold
    visits: list[VisitOut]
    listings: list[Listing]


class DoNotVisit(Schema):
    is_on: bool
    reason: str = Field("", max_length=200)


class Reviews(Schema):
    late_count: int
    late: list[VisitOut]


class CaptainHome(Schema):
    plan: PlanSums
    undo: Undo | None
    reviews: Reviews
    allowed_actions: list[str]


class FirstDayStep(Schema):
    code: str
    title: str
    count: int
    is_done: bool


class ClerkHome(Schema):
    first_day: list[FirstDayStep]
    imports_waiting: int
    rejected_rows: int
