"""Shapes of the requests and answers of campaigns."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from ninja import Field, Schema

from lianxin.accounts.api import ApprovalOut
from lianxin.campaigns.choices import (
    CampaignState,
    ListKind,
    PlaceState,
    TargetSource,
    TargetState,
    VersionCause,
    VersionState,
)
from lianxin.core.moments import Day, Moment
from lianxin.registry.choices import OrganizationKind, SeasonalCode


class SumsOut(Schema):
    """Five states that add up to the total; also their changes."""

    reached: int
    attempted: int
    unreachable_requested: int
    unreachable_approved: int
    untouched: int
    total: int


class ClauseOut(Schema):
    code: str
    label: str
    count: int
    unknown: int = 0


class VersionOut(Schema):
    number: int
    total: int
    signed_at: datetime
    cause: VersionCause
    cause_label: str
    reason: str


class DraftOut(Schema):
    id: UUID
    added: int
    removed: int
    total: int
    state: VersionState
    state_label: str
    reason: str
    explanation: list[ClauseOut]


class MissingOut(Schema):
    label: str
    count: int


class ListOut(Schema):
    id: UUID
    campaign_id: UUID
    kind: ListKind
    kind_label: str
    name: str
    filter: dict[str, Any]
    version: VersionOut | None
    draft: DraftOut | None
    sums: SumsOut | None
    changes: SumsOut | None
    late_count: int
    phone_count: int
    last_7_days: int
    missing: list[MissingOut]
    staff_attending: int | None
    staff_total: int | None
    retained: None
    allowed_actions: list[str]


class CampaignRowOut(Schema):
    id: UUID
    name: str
    state: CampaignState
    state_label: str
    starts_on: date
    ends_on: date
    day_number: int | None
    day_count: int


class CampaignOut(CampaignRowOut):
    goals: str
    line_percent: int
    lists: list[ListOut]
    allowed_actions: list[str]


class NewCampaign(Schema):
    name: str = Field(min_length=1, max_length=60)
    starts_on: Day
    ends_on: Day
    goals: str = Field("", max_length=2000)
    line_percent: int = Field(80, ge=1, le=100)


class FilterIn(Schema, extra="forbid"):
    """What a list can be chosen by; which of it fits depends on the kind of list."""

    age_from: int | None = None
    age_to: int | None = None
    occupations: list[str] = Field([], max_length=50)
    attributes: list[SeasonalCode] = []
    community_ids: list[UUID] = Field([], max_length=500)
    compound_ids: list[UUID] = Field([], max_length=2000)
    has_property_firm: bool | None = None
    kinds: list[OrganizationKind] = []

    def chosen(self) -> dict[str, Any]:
        return self.model_dump(mode="json", exclude_unset=True)


class NewList(Schema):
    kind: ListKind
    name: str = Field(min_length=1, max_length=60)
    filter: FilterIn | None = None


class DraftIn(Schema):
    filter: FilterIn | None = None
    add: list[UUID] = Field([], max_length=500)
    remove: list[UUID] = Field([], max_length=500)
    reason: str = Field(min_length=1, max_length=300)


class Nomination(Schema):
    resident_id: UUID
    source: TargetSource
    reason: str = Field(min_length=1, max_length=300)
    expires_on: Day


class Leaving(Schema):
    resident_id: UUID
    reason: str = Field("", max_length=300)


class CoverageRowOut(Schema):
    id: str
    name: str
    community_name: str
    total: int
    reached: int
    attempted: int
    unreachable: int
    unreachable_requested: int
    unreachable_approved: int
    untouched: int
    rate: float | None
    remaining: int
    last_7_days: int
    retained: None
    point_state: PlaceState | None
    point_missing: list[str]


class CoverageOut(Schema):
    rows: list[CoverageRowOut]
    total: CoverageRowOut


class TargetOut(Schema):
    id: UUID
    name: str
    place: str
    resident_id: UUID | None
    household_id: UUID | None
    compound_id: UUID | None
    organization_id: UUID | None
    state: TargetState
    state_label: str
    reason: str
    source: TargetSource
    source_label: str
    nominated_by_name: str | None
    expires_on: date | None
    last_contact_at: datetime | None
    allowed_actions: list[str]


class WhyOut(Schema):
    target_id: UUID
    list_id: UUID
    sentences: list[str]


class UnreachableIn(Schema):
    reason: str = Field(min_length=1, max_length=200)


class UnreachableTarget(Schema):
    target_id: UUID
    reason: str = Field(min_length=1, max_length=200)


class UnreachableBatch(Schema):
    targets: list[UnreachableTarget] = Field(min_length=1, max_length=500)


class RequestedOut(Schema):
    approval_id: UUID
    requested: int


class TalkIn(Schema):
    title: str = Field(min_length=1, max_length=80)
    held_at: Moment
    head_count: int = Field(ge=0, le=99999)
    staff_attending: int | None = Field(None, ge=0, le=99999)
    is_make_up: bool = False
    compound_id: UUID | None = None
    organization_id: UUID | None = None


class TalkCorrection(TalkIn):
    reason: str = Field(min_length=1, max_length=300)


class Withdrawing(Schema):
    reason: str = Field(min_length=1, max_length=300)


class TalkBefore(Schema):
    """What stood there before a correction."""

    title: str
    held_at: datetime
    head_count: int
    staff_attending: int | None


class TalkOut(Schema):
    id: UUID
    title: str
    held_at: datetime
    host_name: str
    compound_id: UUID | None
    organization_id: UUID | None
    head_count: int
    staff_attending: int | None
    is_make_up: bool
    recorded_by_name: str
    recorded_at: datetime
    correction_reason: str
    before: TalkBefore | None
    allowed_actions: list[str]


class PosterIn(Schema):
    compound_id: UUID
    put_up_at: Moment


class PosterOut(Schema):
    id: UUID
    compound_id: UUID
    compound_name: str
    put_up_at: datetime
    recorded_by_name: str
    allowed_actions: list[str]


class LeadHome(Schema):
    campaign: CampaignOut | None
    lists: list[ListOut]
    approvals: list[ApprovalOut]
