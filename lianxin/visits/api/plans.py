"""Endpoints of the day's plan. Every change answers with the whole board, so that the sums shown are the server's."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router

from lianxin.accounts.auth import request_station, request_user, signed_in
from lianxin.accounts.choices import Role
from lianxin.core import clock
from lianxin.core.errors import NotFound
from lianxin.registry.scope import works_in_areas
from lianxin.visits.models import PlanChange, PlanLine, ShiftBlock, VisitPlan
from lianxin.visits.schemas import HandOver, Move, PlanOut, Remove, Reorder, SheetOut
from lianxin.visits.services import adjusting, plans
from lianxin.visits.services.board import ADJUSTING_ROLES, describe_day
from lianxin.visits.services.crews import is_in_crew
from lianxin.visits.services.sheets import describe_sheet

router = Router()
READERS = (Role.LEAD, Role.CAPTAIN, Role.CLERK, Role.OFFICER, Role.AUXILIARY)


@router.get(
    "/plans/{day}", response=PlanOut, auth=signed_in(*READERS), operation_id="get_plan", summary="某天的走访计划"
)
def get_plan(request: HttpRequest, day: date) -> dict[str, Any]:
    return _board(request, day)


@router.post(
    "/plans/{day}/make", response=PlanOut, auth=signed_in(*ADJUSTING_ROLES), operation_id="make_plan", summary="排计划"
)
def make_plan(request: HttpRequest, day: date) -> dict[str, Any]:
    user = request_user(request)
    made = plans.make_plan(station=request_station(request), day=day, by=user, now=clock.now())
    return {**_board(request, day), "message": made.sentence}


@router.post(
    "/plan-lines/{line_id}/move",
    response=PlanOut,
    auth=signed_in(*ADJUSTING_ROLES),
    operation_id="move_plan_line",
    summary="把一户移到别的班次或次序",
)
def move_plan_line(request: HttpRequest, line_id: UUID, body: Move) -> dict[str, Any]:
    user = request_user(request)
    line = _line(request, line_id)
    block = _block(request, body.block_id)
    change = adjusting.move_line(
        line=line, to_block=block, position=body.position, reason=body.reason, by=user, now=clock.now()
    )
    return _changed(request, change)


@router.post(
    "/plan-lines/{line_id}/remove",
    response=PlanOut,
    auth=signed_in(*ADJUSTING_ROLES),
    operation_id="remove_plan_line",
    summary="这一户今天不去",
)
def remove_plan_line(request: HttpRequest, line_id: UUID, body: Remove) -> dict[str, Any]:
    user = request_user(request)
    change = adjusting.remove_line(line=_line(request, line_id), reason=body.reason, by=user, now=clock.now())
    return _changed(request, change)


@router.post(
    "/shift-blocks/{block_id}/reorder",
    response=PlanOut,
    auth=signed_in(*ADJUSTING_ROLES),
    operation_id="reorder_shift_block",
    summary="调整一班的次序",
)
def reorder_shift_block(request: HttpRequest, block_id: UUID, body: Reorder) -> dict[str, Any]:
    user = request_user(request)
    block = _block(request, block_id)
    change = adjusting.reorder_block(
        plan=_plan_of(block), block=block, line_ids=body.line_ids, reason=body.reason, by=user, now=clock.now()
    )
    return _changed(request, change)


@router.post(
    "/shift-blocks/{block_id}/hand-over",
    response=PlanOut,
    auth=signed_in(*ADJUSTING_ROLES),
    operation_id="hand_over_shift_block",
    summary="整份转给别的组",
)
def hand_over_shift_block(request: HttpRequest, block_id: UUID, body: HandOver) -> dict[str, Any]:
    user = request_user(request)
    block = _block(request, block_id)
    to_block = _block(request, body.to_block_id)
    change = adjusting.hand_over(
        plan=_plan_of(block), from_block=block, to_block=to_block, reason=body.reason, by=user, now=clock.now()
    )
    return _changed(request, change)


@router.post(
    "/plan-changes/{change_id}/undo",
    response=PlanOut,
    auth=signed_in(*ADJUSTING_ROLES),
    operation_id="undo_plan_change",
    summary="撤销计划调整",
)
def undo_plan_change(request: HttpRequest, change_id: UUID) -> dict[str, Any]:
    user = request_user(request)
    change = get_object_or_404(
        PlanChange.objects.of(request_station(request)).select_related("plan__station"), pk=change_id
    )
    adjusting.undo_change(change=change, by=user, now=clock.now())
    return {**_board(request, change.plan.day), "message": f"已撤销：{change.sentence}。"}


@router.get(
    "/shift-blocks/{block_id}/sheet",
    response=SheetOut,
    auth=signed_in(*READERS),
    operation_id="get_crew_sheet",
    summary="一班的计划单(打印)",
)
def get_crew_sheet(request: HttpRequest, block_id: UUID) -> dict[str, Any]:
    user = request_user(request)
    block = _block(request, block_id)
    if works_in_areas(user) and not is_in_crew(user=user, crew=block.crew, on=block.day):
        raise NotFound()
    return describe_sheet(block=block, reader=user, now=clock.now())


def _board(request: HttpRequest, day: date) -> dict[str, Any]:
    return describe_day(station=request_station(request), day=day, reader=request_user(request), now=clock.now())


def _changed(request: HttpRequest, change: PlanChange) -> dict[str, Any]:
    board = _board(request, change.plan.day)
    warnings = [block["warning"] for block in board["blocks"] if block["warning"]]
    return {**board, "message": f"{change.sentence}。{''.join(warnings)}"}


def _line(request: HttpRequest, line_id: UUID) -> PlanLine:
    lines = PlanLine.objects.of(request_station(request)).select_related("plan__station")
    found: PlanLine = get_object_or_404(lines, pk=line_id)
    return found


def _block(request: HttpRequest, block_id: UUID) -> ShiftBlock:
    found: ShiftBlock = get_object_or_404(
        ShiftBlock.objects.of(request_station(request)).select_related("crew__station", "station"), pk=block_id
    )
    return found


def _plan_of(block: ShiftBlock) -> VisitPlan:
    plan: VisitPlan | None = VisitPlan.objects.of(block.station).current(block.day)
    if plan is None:
        raise NotFound()
    return plan
