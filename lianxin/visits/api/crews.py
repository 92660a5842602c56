"""Endpoints of crews and their hours."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Status

from lianxin.accounts.auth import request_station, request_user, signed_in
from lianxin.accounts.choices import POLICE_ROLES, Role
from lianxin.accounts.models import User
from lianxin.core import clock
from lianxin.visits.models import Crew, ShiftBlock
from lianxin.visits.rules.crews import FIELD_ROLES
from lianxin.visits.schemas import (
    BlockIn,
    BlockOut,
    CrewChoices,
    CrewEdit,
    CrewIn,
    CrewOut,
    TakeOff,
    WeekCopied,
    WeekCopy,
)
from lianxin.visits.services import crews, shifts
from lianxin.visits.services.crews import CrewOnDay, crews_on, find_members

router = Router()
EDITORS = (Role.CAPTAIN, Role.LEAD, Role.CLERK)


@router.get(
    "/crews", response=list[CrewOut], auth=signed_in(*POLICE_ROLES), operation_id="list_crews", summary="走访组"
)
def list_crews(request: HttpRequest) -> list[dict[str, Any]]:
    user = request_user(request)
    return [_crew(crew, user) for crew in crews_on(request_station(request), clock.today()).values()]


@router.get(
    "/crews/candidates",
    response=CrewChoices,
    auth=signed_in(*EDITORS),
    operation_id="list_crew_candidates",
    summary="可以编进走访组的人",
)
def list_crew_candidates(request: HttpRequest) -> dict[str, Any]:
    station = request_station(request)
    users = User.objects.filter(station=station, is_active=True, role__in=FIELD_ROLES).order_by("role", "name")
    return {"users": [_member(user) for user in users]}


@router.post("/crews", response=CrewOut, auth=signed_in(*EDITORS), operation_id="create_crew", summary="新编走访组")
def create_crew(request: HttpRequest, body: CrewIn) -> dict[str, Any]:
    user = request_user(request)
    members = find_members(station=request_station(request), member_ids=body.member_ids)
    crew = crews.add_crew(
        station=request_station(request),
        name=body.name,
        kind=body.kind,
        members=members,
        languages=body.languages,
        by=user,
        now=clock.now(),
    )
    return _crew(crews_on(request_station(request), clock.today())[crew.id], user)


@router.patch(
    "/crews/{crew_id}", response=CrewOut, auth=signed_in(*EDITORS), operation_id="update_crew", summary="修改走访组"
)
def update_crew(request: HttpRequest, crew_id: UUID, body: CrewEdit) -> dict[str, Any]:
    user = request_user(request)
    crew = get_object_or_404(Crew.objects.of(request_station(request)), pk=crew_id)
    held = crews_on(request_station(request), clock.today())[crew_id]
    ids = [member.id for member in held.members] if body.member_ids is None else body.member_ids
    crews.edit_crew(
        crew=crew,
        name=body.name or crew.name,
        kind=body.kind or crew.kind,
        members=find_members(station=request_station(request), member_ids=ids),
        languages=crew.languages if body.languages is None else body.languages,
        by=user,
        now=clock.now(),
    )
    return _crew(crews_on(request_station(request), clock.today())[crew_id], user)


@router.post(
    "/crews/{crew_id}/take-off",
    response=CrewOut,
    auth=signed_in(*EDITORS),
    operation_id="take_off_crew",
    summary="组员今天来不了",
)
def take_off_crew(request: HttpRequest, crew_id: UUID, body: TakeOff) -> dict[str, Any]:
    user = request_user(request)
    crew = get_object_or_404(Crew.objects.of(request_station(request)), pk=crew_id)
    member = get_object_or_404(User.objects.filter(station=request_station(request)), pk=body.user_id)
    crews.take_off_crew(crew=crew, user=member, by=user, now=clock.now())
    return _crew(crews_on(request_station(request), clock.today())[crew_id], user)


@router.get(
    "/shift-blocks",
    response=list[BlockOut],
    auth=signed_in(*POLICE_ROLES),
    operation_id="list_shift_blocks",
    summary="班次",
)
def list_shift_blocks(
    request: HttpRequest, first: date = Query(..., alias="from"), last: date = Query(..., alias="to")
) -> list[dict[str, Any]]:
    user = request_user(request)
    blocks = ShiftBlock.objects.of(request_station(request)).filter(day__range=(first, last)).select_related("crew")
    return [_block(block, user) for block in blocks.order_by("starts_at", "crew__name")]


@router.post(
    "/shift-blocks",
    response=BlockOut,
    auth=signed_in(*EDITORS),
    operation_id="create_shift_block",
    summary="排一个班次",
)
def create_shift_block(request: HttpRequest, body: BlockIn) -> dict[str, Any]:
    user = request_user(request)
    crew = get_object_or_404(Crew.objects.of(request_station(request)), pk=body.crew_id)
    new = shifts.NewBlock(crew, _moment(body.day, body.starts_at), _moment(body.day, body.ends_at), body.kind)
    [block] = shifts.add_shift_blocks(station=request_station(request), blocks=[new], by=user, now=clock.now())
    return _block(block, user)


@router.delete(
    "/shift-blocks/{uuid:block_id}",
    response={204: None},
    auth=signed_in(*EDITORS),
    operation_id="delete_shift_block",
    summary="删除班次",
)
def delete_shift_block(request: HttpRequest, block_id: UUID) -> Status:
    user = request_user(request)
    block = get_object_or_404(ShiftBlock.objects.of(request_station(request)), pk=block_id)
    shifts.remove_shift_block(block=block, by=user, now=clock.now())
    return Status(204, None)


@router.post(
    "/shift-blocks/copy-week",
    response=WeekCopied,
    auth=signed_in(*EDITORS),
    operation_id="copy_shift_week",
    summary="按周复制班次",
)
def copy_shift_week(request: HttpRequest, body: WeekCopy) -> dict[str, Any]:
    user = request_user(request)
    copied = shifts.copy_week(
        station=request_station(request),
        from_monday=body.from_monday,
        to_monday=body.to_monday,
        by=user,
        now=clock.now(),
    )
    return {
        "copied_count": len(copied.blocks),
        "skipped": copied.skipped,
        "blocks": [_block(block, user) for block in copied.blocks],
    }


def _crew(on_day: CrewOnDay, reader: User) -> dict[str, Any]:
    crew = on_day.crew
    return {
        "id": crew.id,
        "name": crew.name,
        "kind": crew.kind,
        "kind_label": crew.get_kind_display(),
        "languages": crew.languages,
        "members": [_member(member) for member in on_day.members],
        "can_go": on_day.can_go,
        "allowed_actions": ["edit", "take_off", "add_block"] if reader.role in EDITORS else [],
    }


def _member(user: User) -> dict[str, Any]:
    return {"id": user.id, "name": user.name, "role": user.role, "role_label": user.get_role_display()}


def _block(block: ShiftBlock, reader: User) -> dict[str, Any]:
    return {
        "id": block.id,
        "crew": {"id": block.crew_id, "name": block.crew.name},
        "day": block.day,
        "starts_at": block.starts_at,
        "ends_at": block.ends_at,
        "kind": block.kind,
        "kind_label": block.get_kind_display(),
        "allowed_actions": ["delete"] if reader.role in EDITORS else [],
    }


def _moment(day: date, told: datetime | time) -> datetime:
    """A time of the day or a moment without an offset is meant in Shanghai."""
    moment = told if isinstance(told, datetime) else datetime.combine(day, told)
    return moment if moment.tzinfo else moment.replace(tzinfo=clock.SHANGHAI)
