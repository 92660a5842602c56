"""Staff lists (人员名单): accounts, areas of duty and pairs, brought in by the bureau only."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from lianxin.accounts.choices import Role
from lianxin.accounts.models import User
from lianxin.core.masking import mask_name, mask_phone
from lianxin.core.sheets import Field, FieldSet, Issue, MappedRow, RowClass, Severity, name_text
from lianxin.registry.imports.codes import issue
from lianxin.registry.imports.journal import Writer
from lianxin.registry.imports.kinds.cells import cell_errors, read_names, read_phone_cell
from lianxin.registry.imports.kinds.resident_fields import looks_like_name, looks_like_phone
from lianxin.registry.imports.kinds.staff_writing import StaffState, staff_changes, write_staff
from lianxin.registry.imports.outcomes import Outcome, Progress, Setting
from lianxin.registry.models import AreaOfDuty, Community, StaffPost
from lianxin.registry.rules.places import community_key
from lianxin.registry.rules.staff import role_named

STAFF_FIELDS = FieldSet(
    "staff",
    "人员名单",
    (
        Field(
            "name",
            "姓名",
            ("名字", "民警姓名", "人员姓名", "警员姓名", "民警", "辅警姓名", "民(辅)警姓名"),
            is_required=True,
            looks_like=looks_like_name,
        ),
        Field("login", "账号", ("登录名", "用户名", "系统账号")),
        Field("badge", "警号", ("辅警编号", "工号", "警员号")),
        Field("role", "岗位", ("职务", "职务岗位", "警种", "岗位职务", "人员类别", "身份", "角色"), is_required=True),
        Field(
            "phone",
            "手机",
            ("联系电话", "电话", "手机号码", "手机号", "联系方式", "警务通"),
            looks_like=looks_like_phone,
            is_telling=True,
        ),
        Field("areas", "责任社区", ("责任区", "包片社区", "社区", "管辖社区", "分管社区", "片区", "警务区")),
        Field("pair", "结对", ("搭档", "结对民警", "结对辅警", "组别", "警组", "走访组", "小组")),
    ),
    title_words=("民警", "辅警", "人员名单", "警力", "通讯录", "花名册"),
)


@dataclass(slots=True)
class StaffEntry:
    """A member of the station as a row says it."""

    name: str = ""
    login: str = ""
    badge: str = ""
    role: str = ""
    phone: str = ""
    areas: list[UUID] = field(default_factory=list)
    pair_name: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return ("login", self.login) if self.login else (self.name, self.phone)


class ClassifiedStaff:
    """The outcomes of a staff list; `held` keeps the account of each row that has one."""

    def __init__(self, rows: Sequence[MappedRow], setting: Setting) -> None:
        self.setting = setting
        station = setting.station
        self.communities = {community_key(item.name): item.id for item in Community.objects.of(station)}
        self.state = StaffState(
            areas=defaultdict(list), posts={post.user_id: post for post in StaffPost.objects.of(station)}
        )
        for area in AreaOfDuty.objects.of(station).valid(on=setting.today):
            self.state.areas[area.user_id].append(area)
        self._users = list(User.objects.filter(station=station).order_by("login"))
        self._taken = {*User.objects.exclude(station=station).values_list("login", flat=True)}
        self.held: dict[int, User] = {}
        self._seen: set[tuple[str, str]] = set()
        self._claimed: set[UUID] = set()
        self.outcomes = [self._read(row) for row in rows]
        self._names = Counter(outcome.entry.name for outcome in self.outcomes if outcome.row_class is RowClass.NEW)
        for outcome in self.outcomes:
            if outcome.row_class is RowClass.NEW:
                self._compare(outcome)

    def write(self, writer: Writer, *, by: User | None, progress: Progress) -> list[Any]:
        return write_staff(self, writer, by, progress)

    def _read(self, row: MappedRow) -> Outcome:
        entry, issues = self._entry(row)
        if any(found.severity is Severity.REJECT for found in issues):
            return Outcome(row, RowClass.REJECTED, tuple(issues), entry)
        if entry.key in self._seen:
            return Outcome(row, RowClass.DUPLICATE, tuple(issues), entry)
        self._seen.add(entry.key)
        return Outcome(row, RowClass.NEW, tuple(issues), entry)

    def _entry(self, row: MappedRow) -> tuple[StaffEntry, list[Issue]]:
        issues = cell_errors(row)
        entry = StaffEntry(name_text(row.values.get("name", "")), row.text("login").lower(), row.text("badge"))
        if not entry.name:
            issues.append(issue("NAME_MISSING", row, "name"))
        entry.role = role_named(row.text("role"))
        if not entry.role:
            issues.append(issue("ROLE_UNKNOWN", row, "role", row.text("role")))
        if entry.login in self._taken:
            issues.append(issue("LOGIN_TAKEN", row, "login", entry.login))
        entry.phone = read_phone_cell(row, self.setting, issues)
        for name in read_names(row.text("areas")):
            community = self.communities.get(community_key(name))
            if community is None:
                issues.append(issue("AREA_OF_DUTY_UNKNOWN", row, "areas", name))
            elif community not in entry.areas:
                entry.areas.append(community)
        entry.pair_name = row.text("pair")[:60]
        return entry, issues

    def _compare(self, outcome: Outcome) -> None:
        user = self._account(outcome.entry)
        if user is None:
            return
        self._claimed.add(user.id)
        self.held[id(outcome.entry)] = user
        changes = staff_changes(outcome.entry, user, self.state)
        outcome.row_class = RowClass.CHANGED if changes else RowClass.SAME
        outcome.changes = tuple(changes)

    def _account(self, entry: StaffEntry) -> User | None:
        """By account name; else by name and phone; by the name alone where it is the only one on both sides."""
        free = [user for user in self._users if user.id not in self._claimed]
        if entry.login:
            return next((user for user in free if user.login == entry.login), None)
        named = [user for user in free if user.name == entry.name]
        by_phone = [user for user in named if entry.phone and user.phone == entry.phone]
        if by_phone:
            return by_phone[0]
        return named[0] if len(named) == 1 and self._names[entry.name] == 1 else None


class Staff:
    code = "staff"
    label = "人员"
    fields = STAFF_FIELDS
    roles: frozenset[str] = frozenset({Role.BUREAU_ADMIN})
    has_points = False
    hands_out_slips = True
    shown_plain = frozenset({"login", "badge", "role", "areas", "pair"})

    def classify(self, rows: Sequence[MappedRow], setting: Setting, progress: Progress) -> ClassifiedStaff:
        return ClassifiedStaff(rows, setting)

    def mask(self, field_code: str, text: str) -> str:
        if field_code in self.shown_plain:
            return text
        return mask_phone(text) if field_code == "phone" else mask_name(text)

    def demand_subtype(self, subtype: str, field_codes: set[str]) -> None:
        """Staff has no subtype."""
