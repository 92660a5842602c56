"""One list broken down by community, compound, building or unit; every row adds up, and so does their total."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from lianxin.campaigns.choices import ListKind
from lianxin.campaigns.models import TargetList
from lianxin.campaigns.rules.places import place_state
from lianxin.campaigns.rules.states import sums_of
from lianxin.campaigns.services.coverage import Coverage, Member
from lianxin.campaigns.services.figures import newly_reached
from lianxin.core.errors import InvalidInput
from lianxin.registry.models import Community, Compound, Organization

By = Literal["community", "compound", "building", "unit"]
_FITTING: dict[str, tuple[By, ...]] = {
    ListKind.SURFACE: ("community", "compound", "building"),
    ListKind.POINT: ("community", "compound"),
    ListKind.LINE: ("community", "unit"),
}
_NOWHERE = {"name": "没有登记门牌或社区", "community_name": ""}
_NO_PLACE: dict[str, Any] = {"point_state": None, "point_missing": []}


def break_down(target_list: TargetList, *, by: By, compound_id: UUID | None, now: datetime) -> dict[str, Any]:
    """Rows with most targets still to reach first, and their total."""
    if by not in _FITTING[target_list.kind]:
        raise InvalidInput(fields={"by": "这类名单不能这样分"})
    if by == "building" and compound_id is None:
        raise InvalidInput(fields={"compound": "按楼栋看要先选小区"})
    place_lists = _place_lists(target_list, by)
    coverage = Coverage(target_list.campaign, {one.pk: one for one in (target_list, *place_lists)}.values())
    names = _Names(target_list, by)
    groups: dict[Any, list[tuple[Member, str]]] = defaultdict(list)
    for member, state in coverage.members(target_list, now):
        if compound_id is None or member.compound_id == compound_id:
            groups[names.key_of(member)].append((member, state))
    places = _places(place_lists, coverage, now)
    rows = [
        {**names.of(key), **_counts(target_list, coverage, group, now), **places.get(key, _NO_PLACE)}
        for key, group in groups.items()
    ]
    rows.sort(key=lambda row: (-row["remaining"], row["community_name"], row["name"]))
    everyone = [pair for group in groups.values() for pair in group]
    total = {"id": "total", "name": "合计", "community_name": "", **_NO_PLACE}
    return {"rows": rows, "total": {**total, **_counts(target_list, coverage, everyone, now)}}


def _place_lists(target_list: TargetList, by: By) -> list[TargetList]:
    """The lists that say how far a row's place is: the list itself, or the campaign's points beside its residents."""
    if by == "unit":
        return [target_list]
    if by != "compound":
        return []
    points = TargetList.objects.of(target_list.station).filter(campaign=target_list.campaign, kind=ListKind.POINT)
    return [target_list] if target_list.kind == ListKind.POINT else list(points)


def _places(lists: Iterable[TargetList], coverage: Coverage, now: datetime) -> dict[Any, dict[str, Any]]:
    return {
        member.subject_id: {
            "point_state": place_state(state),
            "point_missing": list(coverage.verdict(one, member, now).missing),
        }
        for one in lists
        for member, state in coverage.members(one, now)
    }


def _counts(
    target_list: TargetList, coverage: Coverage, members: list[tuple[Member, str]], now: datetime
) -> dict[str, Any]:
    sums = sums_of(state for _, state in members)
    return {
        "total": sums.total,
        "reached": sums.reached,
        "attempted": sums.attempted,
        "unreachable": sums.unreachable,
        "unreachable_requested": sums.unreachable_requested,
        "unreachable_approved": sums.unreachable_approved,
        "untouched": sums.untouched,
        "rate": sums.rate,
        "remaining": sums.remaining,
        "last_7_days": newly_reached(target_list, coverage, members, now),
        "retained": None,
    }


class _Names:
    """What the rows are called: one query of the places concerned."""

    def __init__(self, target_list: TargetList, by: By) -> None:
        self._by = by
        station = target_list.station
        self._compounds: dict[UUID, tuple[str, UUID, str]] = {}
        self._units: dict[UUID, tuple[str, str]] = {}
        self._communities: dict[UUID, str] = {}
        if target_list.kind == ListKind.LINE and by == "unit":
            units = Organization.objects.of(station).values_list("pk", "name", "community__name")
            self._units = {pk: (name, community or "") for pk, name, community in units}
        elif target_list.kind == ListKind.LINE:
            self._communities = dict(Community.objects.of(station).values_list("pk", "name"))
        else:
            compounds = Compound.objects.of(station).values_list("pk", "name", "community_id", "community__name")
            self._compounds = {pk: rest for pk, *rest in compounds}  # type: ignore[misc]
            self._communities = {community: name for _, community, name in self._compounds.values()}

    def key_of(self, member: Member) -> Any:
        if self._by == "unit":
            return member.subject_id
        if self._by == "building":
            return member.building
        if self._by == "compound":
            return member.compound_id
        compound = self._compounds.get(member.compound_id) if member.compound_id else None
        return compound[1] if compound else member.community_id

    def of(self, key: Any) -> dict[str, str]:
        if self._by == "building":
            return {"id": key, "name": f"{key}号楼" if key.isdigit() else key or "没有楼号", "community_name": ""}
        if key is None:
            return {"id": "", **_NOWHERE}
        if self._by == "unit":
            name, community = self._units[key]
        elif self._by == "compound":
            name, _, community = self._compounds[key]
        else:
            name, community = self._communities[key], ""
        return {"id": str(key), "name": name, "community_name": community}
