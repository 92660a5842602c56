"""Turns a filter into the subjects it chooses, and counts what every clause leaves."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet, Subquery

from lianxin.accounts.models import Station
from lianxin.campaigns.choices import ListKind
from lianxin.campaigns.models import TargetList
from lianxin.campaigns.rules.filters import Clause, born_between, clauses_of
from lianxin.registry.choices import OrganizationKind, SeasonalCode
from lianxin.registry.models import Compound, Membership, Organization, Resident, SeasonalAttribute

_LABELS: dict[str, str] = {**dict(OrganizationKind.choices), **dict(SeasonalCode.choices)}


@dataclass(frozen=True)
class Selection:
    """Who fits a filter (with the door they are counted at), why in words, and how each clause narrowed the list."""

    homes: dict[UUID, UUID | None]
    reason: str
    explanation: list[dict[str, Any]]


def select(target_list: TargetList) -> Selection:
    """Apply the list's saved filter; ages are taken on the campaign's first day."""
    chosen, station, on = target_list.filter, target_list.station, target_list.campaign.starts_on
    clauses = clauses_of(chosen, on=on, labels=_LABELS)
    if target_list.kind == ListKind.SURFACE:
        people = Resident.objects.of(station).unmerged()
        doors = _doors(station, {})
        tests = {"HOME": Q(Exists(doors)), **_tests_of_residents(station, chosen, on)}
        all_clauses = [Clause("HOME", "现住本辖区"), *clauses]
        fitting, explanation = _narrow(people, "登记在册的居民", all_clauses, tests, _unknowns())
        home = Subquery(_doors(station, chosen).order_by("from_on", "pk").values("household")[:1])
        homes = dict(fitting.annotate(home=home).values_list("pk", "home"))
    else:
        base, label, tests = _tests_of_places(target_list)
        fitting, explanation = _narrow(base, label, clauses, tests, {})
        homes = dict.fromkeys(fitting.values_list("pk", flat=True))
    reason = ";".join(clause.label for clause in clauses) or explanation[0]["label"]
    return Selection(homes, reason, explanation)


def home_of(resident: Resident) -> UUID | None:
    """The door somebody is counted at: the earliest of the current ones."""
    doors = Membership.objects.of(resident.station).current().filter(resident=resident)
    return doors.order_by("from_on", "pk").values_list("household", flat=True).first()


def _narrow(
    base: QuerySet[Any], label: str, clauses: list[Clause], tests: dict[str, Q], unknowns: dict[str, Q]
) -> tuple[QuerySet[Any], list[dict[str, Any]]]:
    """Apply the clauses one after the other; all counts in one query."""
    counts = {"all": Count("pk")}
    so_far = Q()
    for clause in clauses:
        if clause.code in unknowns:
            counts[f"{clause.code}_unknown"] = Count("pk", filter=so_far & unknowns[clause.code])
        so_far &= tests[clause.code]
        counts[clause.code] = Count("pk", filter=so_far)
    found = base.aggregate(**counts)
    explanation = [{"code": "ALL", "label": label, "count": found["all"], "unknown": 0}]
    explanation += [
        {
            "code": clause.code,
            "label": clause.label,
            "count": found[clause.code],
            "unknown": found.get(f"{clause.code}_unknown", 0),
        }
        for clause in clauses
    ]
    return base.filter(so_far), explanation


def _doors(station: Station, chosen: dict[str, Any]) -> QuerySet[Membership]:
    """The current doors of the resident of the outer query, inside the chosen places."""
    doors = Membership.objects.of(station).current().filter(resident=OuterRef("pk"))
    if "community_ids" in chosen:
        doors = doors.filter(household__compound__community__in=chosen["community_ids"])
    if "compound_ids" in chosen:
        doors = doors.filter(household__compound__in=chosen["compound_ids"])
    return doors


def _tests_of_residents(station: Station, chosen: dict[str, Any], on: date) -> dict[str, Q]:
    seasonal = (
        SeasonalAttribute.objects.of(station)
        .valid(on=on)
        .filter(resident=OuterRef("pk"), code__in=chosen.get("attributes", []))
    )
    return {
        "AGE": Q(birth_on__range=born_between(chosen, on=on)),
        "OCCUPATION": Q(occupation__in=chosen.get("occupations", [])),
        "ATTRIBUTE": Q(Exists(seasonal)),
        "COMMUNITY": Q(Exists(_doors(station, _only(chosen, "community_ids")))),
        "COMPOUND": Q(Exists(_doors(station, chosen))),
    }


def _unknowns() -> dict[str, Q]:
    """Where the registry cannot answer a clause; such people are counted beside it, not dropped in silence."""
    return {"AGE": Q(birth_on__isnull=True), "OCCUPATION": Q(occupation="")}


def _tests_of_places(target_list: TargetList) -> tuple[QuerySet[Any], str, dict[str, Q]]:
    chosen, station = target_list.filter, target_list.station
    in_community = Q(community__in=chosen.get("community_ids", []))
    if target_list.kind == ListKind.POINT:
        without_firm = not chosen.get("has_property_firm", True)
        tests = {
            "PROPERTY_FIRM": Q(property_firm__isnull=without_firm),
            "COMMUNITY": in_community,
            "COMPOUND": Q(pk__in=chosen.get("compound_ids", [])),
        }
        return Compound.objects.of(station), "登记在册的小区", tests
    tests = {"KIND": Q(kind__in=chosen.get("kinds", [])), "COMMUNITY": in_community}
    return Organization.objects.of(station), "登记在册的单位", tests


def _only(chosen: dict[str, Any], name: str) -> dict[str, Any]:
    return {name: chosen[name]} if name in chosen else {}


def subject_model(kind: str) -> type[Model]:
    """The table whose rows a list of this kind holds."""
    models: dict[str, type[Model]] = {
        ListKind.SURFACE: Resident,
        ListKind.POINT: Compound,
        ListKind.LINE: Organization,
    }
    return models[kind]


def subject_field(kind: str) -> str:
    """The target's column for a list of this kind."""
    return subject_model(kind)._meta.model_name or ""
