"""Residents by hand: registering, correcting, moving, merging and un-merging."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from lianxin.accounts.models import Station, User
from lianxin.audit.services import record
from lianxin.core.clock import local_day
from lianxin.core.errors import InvalidInput, StateConflict
from lianxin.core.sheets import name_text
from lianxin.registry.choices import SeasonalCode
from lianxin.registry.imports.codes import CODES
from lianxin.registry.indexes import id_index, name_index, phone_index
from lianxin.registry.models import Household, Membership, Resident, SeasonalAttribute
from lianxin.registry.rules.identity import read_id_number
from lianxin.registry.rules.sameness import Likeness, Traits, compare_people
from lianxin.registry.rules.seasons import exam_season_end
from lianxin.registry.services.organizations import checked_phone
from lianxin.registry.services.revising import revise

_PLAIN = ("gender", "occupation", "note", "do_not_message")


class NameMissing(InvalidInput):
    code = "NAME_MISSING"
    message = "请填姓名。"


class IdRefused(InvalidInput):
    code = "ID_REFUSED"
    message = "{why}。{advice}"


class IdTaken(InvalidInput):
    code = "ID_TAKEN"
    message = "这个证件号已经登记在本所另一位居民名下，请先查找核对。"


class NotMergeable(StateConflict):
    code = "NOT_MERGEABLE"
    message = "{why}"


def register_resident(*, household: Household, name: str, by: User, now: datetime, **more: Any) -> Resident:
    """Enter one person behind a door. Someone who only resembles a registered person is marked for merging.

    `more`: gender, id_no, phone, occupation, note, do_not_message, is_exam_family. Raises NameMissing, IdRefused,
    IdTaken, PhoneRefused.
    """
    station, today = household.station, local_day(now)
    columns = _columns(station, {"name": name, **more}, today, besides=None)
    with transaction.atomic():
        resident = Resident(station=station, registered_on=today, **columns)
        resident.possible_duplicate_of = _look_alike(resident, household)
        resident.save(force_insert=True)
        Membership.objects.create(station=station, resident=resident, household=household, from_on=today)
        if more.get("is_exam_family"):
            _begin_exam(resident, today)
        _note("registry.register_resident", resident, by)
    return resident


def edit_resident(*, resident: Resident, changes: Mapping[str, Any], by: User, now: datetime) -> Resident:
    """Correct what is given; `household` moves the person, the old membership ends today."""
    today = local_day(now)
    columns = _columns(resident.station, changes, today, besides=resident)
    with transaction.atomic():
        revise(resident, columns)
        if "is_exam_family" in changes and changes["is_exam_family"] is not None:
            _set_exam(resident, bool(changes["is_exam_family"]), today)
        if changes.get("household") is not None:
            _move(resident, changes["household"], today)
        _note("registry.edit_resident", resident, by, sorted({*columns, *changes} - {"household"}))
    return resident


def merge_residents(*, keep: Resident, merge: Resident, by: User, now: datetime) -> Resident:
    """Make two entries one person: `merge` leaves the lists, ids written elsewhere stay valid."""
    if keep.pk == merge.pk:
        raise NotMergeable(why="同一个人不用合并。")
    if keep.merged_into_id or merge.merged_into_id:
        raise NotMergeable(why="其中一人已经并入别人，请先还原。")
    with transaction.atomic():
        revise(merge, {"merged_into": keep, "possible_duplicate_of": None})
        Resident.objects.of(keep.station).filter(merged_into=merge).update(merged_into=keep)
        if keep.possible_duplicate_of_id == merge.pk:
            revise(keep, {"possible_duplicate_of": None})
        record(
            by=by,
            action="registry.merge_residents",
            target_kind="Resident",
            target_id=keep.id,
            station_id=keep.station_id,
            detail={"merged": str(merge.id)},
        )
    return keep


def unmerge_resident(*, resident: Resident, by: User, now: datetime) -> Resident:
    """Take a merged entry out again as a person of its own."""
    if resident.merged_into_id is None:
        raise NotMergeable(why="这一位没有并入别人。")
    if resident.id_index and _holder(resident.station, resident.id_index, besides=resident) is not None:
        raise NotMergeable(why="证件号已登记在另一位名下，不能还原成两个人。")
    with transaction.atomic():
        revise(resident, {"merged_into": None})
        _note("registry.unmerge_resident", resident, by)
    return resident


def keep_apart(*, resident: Resident, by: User, now: datetime) -> Resident:
    """Say that a look-alike is another person."""
    with transaction.atomic():
        revise(resident, {"possible_duplicate_of": None})
        _note("registry.keep_apart", resident, by)
    return resident


def _columns(station: Station, changes: Mapping[str, Any], today: date, besides: Resident | None) -> dict[str, Any]:
    columns = {name: changes[name] for name in _PLAIN if name in changes and changes[name] is not None}
    if "name" in changes:
        name = name_text(changes["name"] or "")
        if not name:
            raise NameMissing(fields={"name": "请填姓名"})
        columns |= {"name": name, "name_index": name_index(name)}
    if changes.get("id_no") is not None:
        columns |= _id_columns(station, changes["id_no"], today, besides)
    if changes.get("phone") is not None:
        number = checked_phone(changes["phone"], accepts_services=False)
        columns |= {"phone": number, "phone_index": phone_index(number)}
    return columns


def _id_columns(station: Station, text: str, today: date, besides: Resident | None) -> dict[str, Any]:
    reading = read_id_number(text.strip(), today=today, accepts_invented=settings.DEMO_RANGES)
    if reading.problem:
        code = CODES[reading.problem]
        raise IdRefused(why=code.label, advice=code.advice, fields={"id_no": code.label})
    index = id_index(reading.number)
    if index and _holder(station, index, besides) is not None:
        raise IdTaken(fields={"id_no": "已登记在另一位名下"})
    columns: dict[str, Any] = {"id_no": reading.number, "id_index": index, "doc_type": reading.doc_type}
    if reading.birth_on:
        columns |= {"birth_on": reading.birth_on, "gender": reading.gender}
    return columns


def _holder(station: Station, index: str, besides: Resident | None) -> Resident | None:
    held = Resident.objects.of(station).unmerged().filter(id_index=index)
    if besides is not None:
        held = held.exclude(pk=besides.pk)
    found: Resident | None = held.first()
    return found


def _look_alike(resident: Resident, household: Household) -> Resident | None:
    """A registered person of the same name who shares the phone or the door."""
    mine = Traits(resident.name_index, resident.id_index, resident.phone_index, (household.pk,))
    same_name = Resident.objects.of(resident.station).unmerged().filter(name_index=resident.name_index)
    near = Q(memberships__household=household, memberships__to_on__isnull=True)
    if resident.phone_index:
        near |= Q(phone_index=resident.phone_index)
    for other in same_name.filter(near).distinct().order_by("id"):
        doors = tuple(other.memberships.filter(to_on__isnull=True).values_list("household_id", flat=True))
        theirs = Traits(other.name_index, other.id_index, other.phone_index, doors)
        if compare_people(mine, theirs) is not Likeness.DIFFERENT:
            found: Resident = other
            return found
    return None


def _move(resident: Resident, household: Household, today: date) -> None:
    current = Membership.objects.of(resident.station).current().filter(resident=resident)
    if current.filter(household=household).exists():
        return
    for membership in current:
        ends_on = today if membership.from_on is None else max(today, membership.from_on)
        revise(membership, {"to_on": ends_on})
    Membership.objects.create(station=resident.station, resident=resident, household=household, from_on=today)


def _set_exam(resident: Resident, is_on: bool, today: date) -> None:
    held = SeasonalAttribute.objects.of(resident.station).valid(on=today)
    held = held.filter(resident=resident, code=SeasonalCode.EXAM_FAMILY)
    if is_on and not held.exists():
        _begin_exam(resident, today)
    if not is_on:
        for attribute in held:
            revise(attribute, {"expires_on": today - timedelta(days=1)})


def _begin_exam(resident: Resident, today: date) -> None:
    SeasonalAttribute.objects.create(
        station=resident.station,
        resident=resident,
        code=SeasonalCode.EXAM_FAMILY,
        expires_on=exam_season_end(today),
        source="手工登记",
    )


def _note(action: str, row: Resident, by: User, columns: list[str] | None = None) -> None:
    record(
        by=by,
        action=action,
        target_kind="Resident",
        target_id=row.id,
        station_id=row.station_id,
        detail={"columns": columns} if columns else None,
    )
