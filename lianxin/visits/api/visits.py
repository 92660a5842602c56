"""Endpoints of visit records."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router

from lianxin.accounts.auth import request_station, request_user, signed_in
from lianxin.accounts.choices import POLICE_ROLES, Role
from lianxin.accounts.models import User
from lianxin.core import clock
from lianxin.core.ids import new_id
from lianxin.core.paging import Page, PageParams, page_of
from lianxin.registry.models import Household
from lianxin.visits.models import Visit
from lianxin.visits.rules.recording import PersonOutcome
from lianxin.visits.schemas import CorrectionIn, DoNotVisit, GridAnswer, GridIn, HistoryOut, PersonIn, VisitIn, VisitOut
from lianxin.visits.services.correcting import correct_visit
from lianxin.visits.services.history import describe_history, describe_visit, valid_visits, with_people
from lianxin.visits.services.recording import NewVisit, RowAnswer, record_visit, record_visits
from lianxin.visits.services.wishes import note_do_not_visit

router = Router()
RECORDERS = (Role.OFFICER, Role.AUXILIARY, Role.CAPTAIN, Role.HALL, Role.CLERK, Role.LEAD)


@router.get(
    "/visits", response=Page[VisitOut], auth=signed_in(*POLICE_ROLES), operation_id="list_visits", summary="走访记录"
)
def list_visits(
    request: HttpRequest,
    params: Query[PageParams],
    day: date | None = None,
    crew: UUID | None = None,
    compound: UUID | None = None,
) -> dict[str, Any]:
    user = request_user(request)
    doors = Household.objects.of(request_station(request)).visible_to(request_user(request), on=clock.today())
    wanted = {"day": day, "crew": crew, "household__compound": compound}
    visits = valid_visits(request_station(request)).filter(household__in=doors)
    visits = visits.filter(**{name: value for name, value in wanted.items() if value is not None})
    return page_of(visits, params, lambda visit: describe_visit(visit, reader=user, now=clock.now()))


@router.post(
    "/visits", response=VisitOut, auth=signed_in(*RECORDERS), operation_id="record_visit", summary="记一次走访"
)
def post_visit(request: HttpRequest, body: VisitIn) -> dict[str, Any]:
    user = request_user(request)
    answer = record_visit(station=request_station(request), visit=_new(body), by=user, now=clock.now())
    return _kept(answer, request)


@router.post(
    "/visits/grid",
    response=list[GridAnswer],
    auth=signed_in(*RECORDERS),
    operation_id="record_visit_grid",
    summary="成批录入走访",
)
def post_visit_grid(request: HttpRequest, body: GridIn) -> list[dict[str, Any]]:
    user = request_user(request)
    answers = record_visits(
        station=request_station(request), visits=[_new(row) for row in body.rows], by=user, now=clock.now()
    )
    kept = {visit.id: visit for visit in _reread(request, [answer.visit.id for answer in answers if answer.visit])}
    return [_row(index, answer, kept, user) for index, answer in enumerate(answers)]


@router.post(
    "/visits/{visit_id}/correct",
    response=VisitOut,
    auth=signed_in(*RECORDERS),
    operation_id="correct_visit",
    summary="更正走访记录",
)
def post_correction(request: HttpRequest, visit_id: UUID, body: CorrectionIn) -> dict[str, Any]:
    user = request_user(request)
    corrected = correct_visit(
        visit=_visible_visit(request, visit_id),
        people=_people(body.people),
        note=body.note,
        next_reminder_on=body.next_reminder_on,
        reason=body.reason,
        at=body.at,
        channel=body.channel or "",
        by=user,
        now=clock.now(),
    )
    return describe_visit(_reread(request, [corrected.id])[0], reader=user, now=clock.now())


@router.get(
    "/households/{household_id}/history",
    response=HistoryOut,
    auth=signed_in(*POLICE_ROLES),
    operation_id="get_household_history",
    summary="一户的往来记录",
)
def get_household_history(request: HttpRequest, household_id: UUID) -> dict[str, Any]:
    user = request_user(request)
    return describe_history(household=_visible_household(request, household_id), reader=user, now=clock.now())


@router.patch(
    "/households/{household_id}/do-not-visit",
    response=HistoryOut,
    auth=signed_in(*RECORDERS),
    operation_id="set_do_not_visit",
    summary="设定或取消不上门",
)
def patch_do_not_visit(request: HttpRequest, household_id: UUID, body: DoNotVisit) -> dict[str, Any]:
    user = request_user(request)
    household = _visible_household(request, household_id)
    note_do_not_visit(household=household, is_on=body.is_on, reason=body.reason, by=user, now=clock.now())
    return describe_history(household=_visible_household(request, household_id), reader=user, now=clock.now())


def _visible_household(request: HttpRequest, household_id: UUID) -> Household:
    doors = Household.objects.of(request_station(request)).visible_to(request_user(request), on=clock.today())
    found: Household = get_object_or_404(doors.select_related("compound__community", "station"), pk=household_id)
    return found


def _visible_visit(request: HttpRequest, visit_id: UUID) -> Visit:
    """A record is open to whoever may see its door, and to its recorder on the day it was written."""
    visits = (
        Visit.objects.of(request_station(request)).select_related("household", "station").prefetch_related("people")
    )
    visit: Visit = get_object_or_404(visits, pk=visit_id)
    if visit.recorded_by_id != request_user(request).id:
        _visible_household(request, visit.household_id)
    return visit


def _reread(request: HttpRequest, ids: list[UUID]) -> list[Visit]:
    return list(with_people(Visit.objects.of(request_station(request)).filter(id__in=ids)))


def _kept(answer: RowAnswer, request: HttpRequest) -> dict[str, Any]:
    assert answer.visit is not None
    visit = _reread(request, [answer.visit.id])[0]
    return {**describe_visit(visit, reader=request_user(request), now=clock.now()), "remarks": list(answer.remarks)}


def _row(index: int, answer: RowAnswer, kept: dict[UUID, Visit], user: User) -> dict[str, Any]:
    if answer.error is not None:
        error = answer.error
        return {
            "index": index,
            "status": "rejected",
            "code": error.code,
            "detail": error.detail,
            "fields": error.fields,
        }
    assert answer.visit is not None
    shown = describe_visit(kept[answer.visit.id], reader=user, now=clock.now())
    return {"index": index, "status": "saved", "visit": {**shown, "remarks": list(answer.remarks)}}


def _new(body: VisitIn) -> NewVisit:
    return NewVisit(
        id=body.id or new_id(),
        household_id=body.household_id,
        at=body.at,
        channel=body.channel,
        people=_people(body.people),
        crew_id=body.crew_id,
        plan_line_id=body.plan_line_id,
        note=body.note.strip(),
        next_reminder_on=body.next_reminder_on,
    )


def _people(people: list[PersonIn]) -> tuple[PersonOutcome, ...]:
    return tuple(
        PersonOutcome(person.resident_id, person.outcome, person.was_present, person.question_answered)
        for person in people
    )
