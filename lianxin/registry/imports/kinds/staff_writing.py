"""What a staff list changes, and writing it: accounts through accounts' own service, with a start password each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from lianxin.accounts.choices import Role
from lianxin.accounts.models import Station, User
from lianxin.accounts.services import add_user
from lianxin.core.masking import mask_phone
from lianxin.core.sheets import RowClass
from lianxin.registry.imports.blockers import Blocker, Ids
from lianxin.registry.imports.journal import Writer
from lianxin.registry.imports.kinds.contacts import Change
from lianxin.registry.imports.outcomes import Progress
from lianxin.registry.models import AreaOfDuty, StaffPost

if TYPE_CHECKING:
    from lianxin.registry.imports.kinds.staff import ClassifiedStaff, StaffEntry


@dataclass(slots=True)
class StaffState:
    """Areas and posts as they are registered, by account."""

    areas: dict[UUID, list[AreaOfDuty]]
    posts: dict[UUID, StaffPost]


@dataclass(frozen=True, slots=True)
class Slip:
    """The start password of one new account, handed over once and kept nowhere."""

    login: str
    name: str
    role_label: str
    start_password: str


def staff_changes(entry: StaffEntry, user: User, state: StaffState) -> list[Change]:
    changes: list[Change] = []
    if entry.role != user.role:
        changes.append(("岗位", str(Role(user.role).label), str(Role(entry.role).label)))
    if entry.phone and entry.phone != user.phone:
        changes.append(("手机", mask_phone(user.phone), mask_phone(entry.phone)))
    post = state.posts.get(user.id)
    for label, name in (("警号", "badge"), ("结对", "pair_name")):
        before, value = getattr(post, name, ""), getattr(entry, name)
        if value and value != before:
            changes.append((label, before, value))
    held = {area.community_id for area in state.areas[user.id]}
    if entry.areas and set(entry.areas) != held:
        changes.append(("责任社区", f"{len(held)} 个", f"{len(entry.areas)} 个"))
    return changes


def write_staff(classified: ClassifiedStaff, writer: Writer, by: User | None, progress: Progress) -> list[Slip]:
    written = [outcome for outcome in classified.outcomes if outcome.row_class in (RowClass.NEW, RowClass.CHANGED)]
    slips: list[Slip] = []
    logins = _free_logins(writer.station)
    for number, outcome in enumerate(written):
        progress(number, len(written), "写入人员")
        entry: StaffEntry = outcome.entry
        user = classified.held.get(id(entry))
        if user is None:
            user, start_password = add_user(
                login=entry.login or next(logins),
                name=entry.name,
                role=Role(entry.role),
                station=writer.station,
                phone=entry.phone,
                by=by,
            )
            writer.note_created(user)
            slips.append(Slip(user.login, user.name, str(Role(entry.role).label), start_password))
        else:
            _change_account(writer, entry, user)
        _write_post(writer, entry, user, classified.state.posts.get(user.id))
        _write_areas(writer, entry, user, classified.state.areas[user.id], classified.setting.today)
    progress(len(written), len(written), "写入人员")
    return slips


def _free_logins(station: Station) -> Any:
    """Numbered accounts of the station that nobody has yet: la-001, la-002…"""
    taken = {*User.objects.filter(login__startswith=f"{station.code.lower()}-").values_list("login", flat=True)}
    number = 0
    while True:
        number += 1
        login = f"{station.code.lower()}-{number:03d}"
        if login not in taken:
            yield login


def _change_account(writer: Writer, entry: StaffEntry, user: User) -> None:
    columns: dict[str, Any] = {}
    if entry.role != user.role:
        columns["role"] = entry.role
    if entry.phone and entry.phone != user.phone:
        columns["phone"] = entry.phone
    if columns:
        writer.change(User, {user.id: columns})


def _write_post(writer: Writer, entry: StaffEntry, user: User, post: StaffPost | None) -> None:
    if not entry.badge and not entry.pair_name:
        return
    if post is None:
        writer.create([StaffPost(station=writer.station, user=user, badge=entry.badge, pair_name=entry.pair_name)])
        return
    wanted = {"badge": entry.badge, "pair_name": entry.pair_name}
    columns = {name: value for name, value in wanted.items() if value and value != getattr(post, name)}
    if columns:
        writer.change(StaffPost, {post.id: columns})


def _write_areas(writer: Writer, entry: StaffEntry, user: User, held: list[AreaOfDuty], today: date) -> None:
    if not entry.areas:
        return
    known = {area.community_id for area in held}
    over = [area for area in held if area.community_id not in entry.areas]
    ends = {area.id: {"to_on": max(area.from_on, today - timedelta(days=1))} for area in over}
    if ends:
        writer.change(AreaOfDuty, ends)
    writer.create(
        [
            AreaOfDuty(station=writer.station, user=user, community_id=community, from_on=today)
            for community in entry.areas
            if community not in known
        ]
    )


def accounts_in_use(station: Station, ids: Ids) -> list[Blocker]:
    """Accounts somebody has signed in with cannot be undone."""
    used = User.objects.filter(pk__in=ids.get("accounts.User", []), last_login__isnull=False).count()
    return [Blocker("已登录过的账号", used)]
