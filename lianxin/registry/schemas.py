from datetime import date, datetime
from typing import Literal
from uuid import UUID

from ninja import Field, Schema

from lianxin.core.moments import Day
from lianxin.registry.choices import Datum, Gender, OrganizationKind


class NamedRow(Schema):
    id: UUID
    name: str


class CommunityOut(Schema):
    id: UUID
    name: str
    compound_count: int
    household_count: int
    resident_count: int


class CommunityIn(Schema):
    name: str = Field(min_length=1, max_length=60)


class ContactOut(Schema):
    id: UUID
    title: str
    name: str
    phone: str


class BuildingOut(Schema):
    building: str
    household_count: int
    resident_count: int


class CompoundOut(Schema):
    id: UUID
    name: str
    aliases: list[str]
    community: NamedRow
    latitude: float | None
    longitude: float | None
    source_datum: str
    building_count: int | None
    household_count: int | None
    resident_count: int
    property_firm: NamedRow | None
    contacts: list[ContactOut] = []
    buildings: list[BuildingOut] = []
    note: str
    allowed_actions: list[str]


class CompoundEdit(Schema):
    name: str | None = Field(None, min_length=1, max_length=80)
    community_id: UUID | None = None
    aliases: list[str] | None = Field(None, max_length=20)
    building_count: int | None = Field(None, ge=0, le=10_000)
    household_count: int | None = Field(None, ge=0, le=1_000_000)
    property_firm_id: UUID | None = None
    latitude: float | None = None
    longitude: float | None = None
    source_datum: Datum | Literal[""] | None = None
    note: str | None = Field(None, max_length=500)


class CompoundIn(CompoundEdit):
    name: str = Field(min_length=1, max_length=80)
    community_id: UUID


class HouseholdRowOut(Schema):
    id: UUID
    door: str
    building: str
    unit: str
    room: str
    is_door_read: bool
    resident_count: int
    do_not_visit: bool


class HomeOut(Schema):
    id: UUID
    door: str
    compound_name: str


class ResidentOut(Schema):
    id: UUID
    name: str
    gender: str
    age: int | None
    id_no: str
    phone: str
    occupation: str
    is_exam_family: bool
    do_not_message: bool
    possible_duplicate_of: UUID | None
    household: HomeOut | None
    allowed_actions: list[str]


class HouseholdOut(Schema):
    id: UUID
    door: str
    door_text: str
    is_door_read: bool
    compound: NamedRow
    community: NamedRow
    residents: list[ResidentOut]
    do_not_visit: bool
    do_not_visit_reason: str
    allowed_actions: list[str]


class HouseholdIn(Schema):
    compound_id: UUID
    door: str = Field(min_length=1, max_length=60)


class HouseholdEdit(Schema):
    door: str = Field(min_length=1, max_length=60)


class ResidentEdit(Schema):
    name: str | None = Field(None, min_length=1, max_length=40)
    gender: Gender | Literal[""] | None = None
    id_no: str | None = Field(None, max_length=30)
    phone: str | None = Field(None, max_length=40)
    occupation: str | None = Field(None, max_length=40)
    note: str | None = Field(None, max_length=500)
    is_exam_family: bool | None = None
    do_not_message: bool | None = None
    household_id: UUID | None = None


class ResidentIn(ResidentEdit):
    name: str = Field(min_length=1, max_length=40)
    household_id: UUID


class ResidentSearch(Schema):
    by: Literal["name", "phone", "id_no", "door", "surname"]
    value: str = Field(max_length=60)
    compound_id: UUID | None = None


class WholeName(Schema):
    name: str
    phone: str


class MergeIn(Schema):
    merge_id: UUID


class OrganizationOut(Schema):
    id: UUID
    kind: OrganizationKind
    kind_label: str
    name: str
    aliases: list[str]
    address: str
    community: NamedRow | None
    latitude: float | None
    longitude: float | None
    source_datum: str
    staff_total: int | None
    parent_name: str
    contacts: list[ContactOut]
    allowed_actions: list[str]


class OrganizationEdit(Schema):
    kind: OrganizationKind | None = None
    name: str | None = Field(None, min_length=1, max_length=100)
    aliases: list[str] | None = Field(None, max_length=20)
    address: str | None = Field(None, max_length=200)
    community_id: UUID | None = None
    latitude: float | None = None
    longitude: float | None = None
    source_datum: Datum | Literal[""] | None = None
    staff_total: int | None = Field(None, ge=0, le=1_000_000)
    parent_name: str | None = Field(None, max_length=100)
    note: str | None = Field(None, max_length=500)


class OrganizationIn(OrganizationEdit):
    kind: OrganizationKind
    name: str = Field(min_length=1, max_length=100)


class ContactEdit(Schema):
    title: str | None = Field(None, max_length=40)
    name: str | None = Field(None, min_length=1, max_length=40)
    phone: str | None = Field(None, max_length=40)


class ContactIn(Schema):
    compound_id: UUID | None = None
    organization_id: UUID | None = None
    title: str = Field("", max_length=40)
    name: str = Field(min_length=1, max_length=40)
    phone: str = Field("", max_length=40)


class PlaceOut(Schema):
    kind: str
    id: UUID
    name: str
    community: str
    matched_alias: str | None


class AreasIn(Schema):
    community_ids: list[UUID] = Field(max_length=100)
    from_on: Day
    to_on: Day | None = None


class AreaOut(Schema):
    community: NamedRow
    from_on: date
    to_on: date | None


class ColumnOut(Schema):
    column: str
    header: str
    field: str | None
    field_label: str
    confidence: float
    reason: str
    samples: list[str]


class TableOut(Schema):
    sheet: str
    first_row: int
    header: list[str]
    remembered_on: str | None
    mapping: list[ColumnOut]


class FieldOut(Schema):
    code: str
    label: str
    is_required: bool


class ProgressOut(Schema):
    done: int
    total: int
    step: str


class CountsOut(Schema):
    rows: int
    new: int
    changed: int
    same: int
    duplicates: int
    rejected: dict[str, int]
    warnings: dict[str, int]


class ExampleOut(Schema):
    sheet: str
    row: int
    cell: str
    seen: str
    sentence: str


class ReasonOut(Schema):
    code: str
    label: str
    count: int
    severity: Literal["reject", "warning"]
    advice: str
    example: ExampleOut


class CellOut(Schema):
    label: str
    value: str
    before: str | None = None


class RowOut(Schema):
    sheet: str
    row: int
    cells: list[CellOut]
    reasons: list[str] = []


class ErrorOut(Schema):
    code: str
    detail: str


class SlipOut(Schema):
    login: str
    name: str
    role_label: str
    start_password: str


class BatchRowOut(Schema):
    id: UUID
    file_name: str
    kind: str
    kind_label: str
    state: str
    state_label: str
    counts: CountsOut | None
    created_by_name: str
    created_at: datetime
    committed_at: datetime | None


class BatchOut(BatchRowOut):
    progress: ProgressOut | None
    tables: list[TableOut]
    fields: list[FieldOut]
    needs_datum: bool
    datum: str | None
    reasons: list[ReasonOut]
    samples: dict[str, list[RowOut]]
    remarks: list[str]
    allowed_actions: list[str]
    error: ErrorOut | None
    undo_blockers: list[str]
    undone_at: datetime | None
    expires_at: datetime
    slips: list[SlipOut] = []


class TableChoice(Schema):
    index: int = Field(ge=0, le=500)
    mapping: dict[str, str | None]


class MappingIn(Schema):
    tables: list[TableChoice] = Field(max_length=500)
    datum: str | None = Field(None, max_length=10)
