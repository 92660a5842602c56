"""Compounds' lists (小区底数): community, compound, property firm and its contact, point."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from lianxin.accounts.choices import Role
from lianxin.accounts.models import User
from lianxin.core.masking import mask_name, mask_phone
from lianxin.core.sheets import Field, FieldSet, Issue, MappedRow, RowClass, Severity
from lianxin.registry.imports.codes import issue
from lianxin.registry.imports.journal import Writer
from lianxin.registry.imports.kinds.cells import (
    ContactEntry,
    cell_errors,
    read_contact,
    read_count,
    read_names,
    read_point,
)
from lianxin.registry.imports.kinds.compound_writing import compound_changes, write_compounds
from lianxin.registry.imports.kinds.resident_fields import looks_like_name, looks_like_phone
from lianxin.registry.imports.outcomes import Outcome, Progress, Setting
from lianxin.registry.models import Community, Compound, Contact
from lianxin.registry.rules.places import community_key, looks_like_community, read_place_name
from lianxin.registry.rules.points import Point

COMPOUND_FIELDS = FieldSet(
    "compound",
    "小区底数",
    (
        Field(
            "community",
            "社区",
            ("所属社区", "所在社区", "社区名称", "居委会", "村居", "社区居委会", "社区(村)"),
            is_group=True,
            looks_like=looks_like_community,
            takes_sheet_name=True,
        ),
        Field(
            "name",
            "小区名称",
            ("小区", "小区名", "楼盘名称", "楼盘", "住宅小区", "物业小区", "小区(楼盘)名称", "项目名称"),
            is_required=True,
        ),
        Field("aliases", "别名", ("又名", "曾用名", "俗称", "其他名称", "小区别名")),
        Field("building_count", "楼栋数", ("栋数", "幢数", "楼栋", "楼幢数", "总栋数", "楼数")),
        Field("household_count", "户数", ("总户数", "住户数", "入住户数", "居民户数", "常住户数")),
        Field(
            "property_firm",
            "物业公司",
            ("物业", "物业服务企业", "物业名称", "物业单位", "物业服务公司", "物业公司名称", "管理单位"),
        ),
        Field(
            "contact",
            "物业负责人",
            ("负责人", "物业经理", "联系人", "项目经理", "物业联系人", "负责人姓名", "管理处主任", "物业主任"),
            looks_like=looks_like_name,
        ),
        Field(
            "phone",
            "物业电话",
            ("联系电话", "电话", "手机", "负责人电话", "联系方式", "物业联系电话", "电话号码", "手机号码"),
            looks_like=looks_like_phone,
            join="、",
        ),
        Field("longitude", "经度", ("lng", "东经", "lon", "X坐标", "经度坐标")),
        Field("latitude", "纬度", ("lat", "北纬", "Y坐标", "纬度坐标")),
        Field(
            "point",
            "经纬度",
            ("坐标", "经纬度坐标", "地理坐标", "GPS坐标", "坐标位置", "位置坐标", "地图坐标"),
            join=",",
        ),
        Field("note", "备注", ("说明", "备注说明")),
    ),
    title_words=("小区", "物业", "楼盘", "底数"),
)


@dataclass(slots=True)
class CompoundEntry:
    """A compound as a row says it."""

    community: str = ""
    name: str = ""
    aliases: list[str] = field(default_factory=list)
    building_count: int | None = None
    household_count: int | None = None
    property_firm: str = ""
    contact: ContactEntry = field(default_factory=lambda: ContactEntry("物业负责人"))
    point: Point | None = None
    datum: str = ""
    note: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return (community_key(self.community), read_place_name(self.name).key)


class ClassifiedCompounds:
    """The outcomes of a compounds' list; `held` is the registered compound a row speaks of."""

    def __init__(self, rows: Sequence[MappedRow], setting: Setting) -> None:
        self.setting = setting
        self.communities = {
            community_key(community.name): community for community in Community.objects.of(setting.station)
        }
        compounds = Compound.objects.of(setting.station).select_related("community", "property_firm")
        self.registered = {
            (community_key(compound.community.name), read_place_name(compound.name).key): compound
            for compound in compounds
        }
        self.contacts: dict[UUID, list[Contact]] = {}
        for contact in Contact.objects.of(setting.station).filter(compound__isnull=False).order_by("id"):
            self.contacts.setdefault(contact.compound_id, []).append(contact)
        self.outcomes: list[Outcome] = []
        first: dict[tuple[str, str], CompoundEntry] = {}
        for row in rows:
            self.outcomes.append(self._classify(row, first))

    def held(self, entry: CompoundEntry) -> Compound | None:
        return self.registered.get(entry.key)

    def write(self, writer: Writer, *, by: User | None, progress: Progress) -> list[Any]:
        write_compounds(self, writer, progress)
        return []

    def _classify(self, row: MappedRow, first: dict[tuple[str, str], CompoundEntry]) -> Outcome:
        entry, issues = _read(row, self.setting)
        if any(found.severity is Severity.REJECT for found in issues):
            return Outcome(row, RowClass.REJECTED, tuple(issues), entry)
        if entry.key in first:
            if _differs(first[entry.key], entry):
                issues.append(issue("DUPLICATE_DIFFERS", row, "name"))
            return Outcome(row, RowClass.DUPLICATE, tuple(issues), entry)
        first[entry.key] = entry
        held = self.held(entry)
        if held is None:
            return Outcome(row, RowClass.NEW, tuple(issues), entry)
        changes = compound_changes(entry, held, self.contacts.get(held.id, []))
        return Outcome(row, RowClass.CHANGED if changes else RowClass.SAME, tuple(issues), entry, tuple(changes))


def _read(row: MappedRow, setting: Setting) -> tuple[CompoundEntry, list[Issue]]:
    issues = cell_errors(row)
    entry = CompoundEntry(community=row.text("community"), name=row.text("name"))
    if not entry.name:
        issues.append(issue("NAME_MISSING", row, "name", sentence="没有小区名称"))
    if not entry.community:
        issues.append(issue("COMMUNITY_MISSING", row, "community"))
    entry.aliases = [alias for alias in read_names(row.text("aliases")) if alias != entry.name]
    entry.building_count = read_count(row, "building_count", issues)
    entry.household_count = read_count(row, "household_count", issues)
    entry.property_firm = "".join(read_names(row.text("property_firm"))[:1])
    entry.contact = read_contact(row, setting, issues, title="物业负责人")
    entry.point, entry.datum = read_point(row, setting, issues)
    entry.note = row.text("note")
    return entry, issues


def _differs(one: CompoundEntry, other: CompoundEntry) -> bool:
    return any(
        ours and theirs and ours != theirs
        for ours, theirs in (
            (one.building_count, other.building_count),
            (one.household_count, other.household_count),
            (one.property_firm, other.property_firm),
            (one.contact.name, other.contact.name),
            (one.contact.phone, other.contact.phone),
            (one.point, other.point),
        )
    )


class Compounds:
    code = "compound"
    label = "小区"
    fields = COMPOUND_FIELDS
    roles: frozenset[str] = frozenset({Role.CLERK, Role.LEAD, Role.CAPTAIN})
    has_points = True
    hands_out_slips = False
    shown_plain = frozenset(
        {
            "community",
            "name",
            "aliases",
            "building_count",
            "household_count",
            "property_firm",
            "longitude",
            "latitude",
            "point",
        }
    )

    def classify(self, rows: Sequence[MappedRow], setting: Setting, progress: Progress) -> ClassifiedCompounds:
        return ClassifiedCompounds(rows, setting)

    def mask(self, field_code: str, text: str) -> str:
        if field_code in self.shown_plain:
            return text
        return mask_phone(text) if field_code == "phone" else mask_name(text)

    def demand_subtype(self, subtype: str, field_codes: set[str]) -> None:
        """Compounds have no subtype."""
