"""Decisions of a campaign: the state of a target, sums that must add up, what makes a point or a line unit done."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import TypeVar

from lianxin.campaigns.choices import CampaignState, ListKind, PlaceState, TargetState, VersionState

Id = TypeVar("Id")
_MAKERS = frozenset({"LEAD", "CLERK"})


class SumsBroken(RuntimeError):
    """The states do not add up to the denominator: a fault of the program that must stay loud."""


@dataclass(frozen=True)
class Sums:
    """How many targets stand in each state; a total that is not their sum cannot exist."""

    reached: int
    attempted: int
    unreachable_requested: int
    unreachable_approved: int
    untouched: int
    total: int

    def __post_init__(self) -> None:
        parts = (self.reached, self.attempted, self.unreachable_requested, self.unreachable_approved, self.untouched)
        if sum(parts) != self.total or min(parts) < 0:
            raise SumsBroken(f"{' + '.join(map(str, parts))} != {self.total}")

    @property
    def unreachable(self) -> int:
        return self.unreachable_requested + self.unreachable_approved

    @property
    def remaining(self) -> int:
        """Still to meet: whoever was not met and is not agreed or asked to be out of reach."""
        return self.attempted + self.untouched

    @property
    def rate(self) -> float | None:
        """Reached per target; nothing where nobody is listed."""
        return self.reached / self.total if self.total else None

    def since(self, before: "Sums") -> dict[str, int]:
        """What changed, state by state; the changes add up to the change of the total."""
        return {field.name: getattr(self, field.name) - getattr(before, field.name) for field in fields(self)}


def sums_of(states: Iterable[str]) -> Sums:
    """Count targets by state. The total is counted apart from the states, so that a new state cannot slip through."""
    total, counts = 0, dict.fromkeys(TargetState.values, 0)
    for state in states:
        counts[state] += 1
        total += 1
    return Sums(**{state.lower(): count for state, count in counts.items()}, total=total)


@dataclass(frozen=True)
class Known:
    """What is known of one target at one moment."""

    is_met: bool = False
    is_tried: bool = False
    is_requested: bool = False
    is_approved: bool = False


def state_of(known: Known) -> str:
    """Met wins over everything; agreed or asked to be out of reach wins over tries; a phone talk is a try."""
    if known.is_met:
        return TargetState.REACHED
    if known.is_approved:
        return TargetState.UNREACHABLE_APPROVED
    if known.is_requested:
        return TargetState.UNREACHABLE_REQUESTED
    return TargetState.ATTEMPTED if known.is_tried else TargetState.UNTOUCHED


def is_known_by(noted_at: datetime | None, moment: datetime) -> bool:
    """Whether something was already written down at the moment."""
    return noted_at is not None and noted_at <= moment


@dataclass(frozen=True)
class PlaceVerdict:
    """How far a point or a line unit is, and what is missing in words."""

    state: str
    missing: tuple[str, ...] = ()


def point_state(*, has_contact: bool, has_staff_session: bool, has_poster: bool) -> PlaceVerdict:
    """Done when a property contact is named, a staff session was held and a poster is up.

    A contact that merely stands in the registry is no work of the campaign, so it does not make a point begun.
    """
    pieces = (("缺联系人", has_contact), ("缺员工会", has_staff_session), ("缺海报", has_poster))
    missing = tuple(name for name, is_there in pieces if not is_there)
    if not missing:
        return PlaceVerdict(PlaceState.DONE)
    is_begun = has_staff_session or has_poster
    return PlaceVerdict(PlaceState.PARTIAL if is_begun else PlaceState.UNTOUCHED, missing)


@dataclass(frozen=True)
class Talk:
    """One session at a unit: how many of its staff came; a make-up talk is for those who had not come."""

    staff_attending: int | None
    is_make_up: bool = False


def staff_reached(talks: Sequence[Talk], *, staff_total: int | None) -> int:
    """The largest talk plus the make-up talks, never more than the staff: no names are kept to tell who came twice."""
    largest = max((talk.staff_attending or 0 for talk in talks if not talk.is_make_up), default=0)
    reached = largest + sum(talk.staff_attending or 0 for talk in talks if talk.is_make_up)
    return reached if staff_total is None else min(reached, staff_total)


def line_state(talks: Sequence[Talk], *, staff_total: int | None, percent: int) -> PlaceVerdict:
    """Done when at least `percent` of the stated staff came; partly done when a talk was held at all."""
    if not talks:
        return PlaceVerdict(PlaceState.UNTOUCHED, ("还没有宣讲",))
    if not staff_total:
        return PlaceVerdict(PlaceState.PARTIAL, ("没填教职工总数",))
    attending = staff_reached(talks, staff_total=staff_total)
    if attending * 100 >= staff_total * percent:
        return PlaceVerdict(PlaceState.DONE)
    return PlaceVerdict(PlaceState.PARTIAL, (f"到场 {attending} / {staff_total},不到 {percent}%",))


def place_known(verdict: PlaceVerdict, *, is_requested: bool, is_approved: bool) -> Known:
    """A place's progress in the same terms as a person's, so that all three lists add up by one rule."""
    return Known(
        is_met=verdict.state == PlaceState.DONE,
        is_tried=verdict.state == PlaceState.PARTIAL,
        is_requested=is_requested,
        is_approved=is_approved,
    )


def place_state(state: str) -> PlaceState:
    """The word for a point or a line unit that stands in a target's state."""
    return {
        TargetState.REACHED: PlaceState.DONE,
        TargetState.ATTEMPTED: PlaceState.PARTIAL,
        TargetState.UNTOUCHED: PlaceState.UNTOUCHED,
    }.get(TargetState(state), PlaceState.UNREACHABLE)


# Which posts may do what; the endpoints and the actions offered with each row read the same table.
MAY: dict[str, frozenset[str]] = {
    "read": frozenset({"LEAD", "CAPTAIN", "CLERK", "OFFICER", "AUXILIARY", "HALL"}),
    "create": frozenset({"LEAD", "CAPTAIN", "CLERK"}),
    "add_list": frozenset({"LEAD", "CAPTAIN", "CLERK"}),
    "open": frozenset({"LEAD", "CAPTAIN"}),
    "close": frozenset({"LEAD"}),
    "draft": frozenset({"LEAD", "CAPTAIN", "CLERK"}),
    "propose": frozenset({"CAPTAIN", "CLERK"}),
    "nominate": frozenset({"CAPTAIN", "CLERK", "OFFICER"}),
    "leave": frozenset({"LEAD", "CAPTAIN", "CLERK", "OFFICER", "HALL"}),
    "record_session": frozenset({"CAPTAIN", "CLERK", "OFFICER"}),
    "put_up_poster": frozenset({"CAPTAIN", "CLERK", "OFFICER"}),
    "correct": frozenset({"CAPTAIN", "CLERK", "OFFICER"}),
    "request_unreachable": frozenset({"CAPTAIN", "CLERK", "OFFICER", "AUXILIARY"}),
}


def campaign_actions(*, role: str, state: str, has_signed_list: bool) -> list[str]:
    """What this post may do with a campaign now."""
    possible = {
        "add_list": state != CampaignState.CLOSED,
        "open": state == CampaignState.DRAFT and has_signed_list,
        "close": state == CampaignState.OPEN,
        "record_session": state == CampaignState.OPEN,
        "put_up_poster": state == CampaignState.OPEN,
    }
    return [action for action, is_possible in possible.items() if is_possible and role in MAY[action]]


def list_actions(
    *, role: str, kind: str, campaign_state: str, open_version: str | None, has_changes: bool
) -> list[str]:
    """What this post may do with a list now; nothing is changed while a version waits for LEAD, except by leaving."""
    is_alive = campaign_state != CampaignState.CLOSED
    is_free = is_alive and open_version != VersionState.PROPOSED
    possible = {
        "draft": is_free,
        "propose": is_free and has_changes,
        "nominate": is_free and kind == ListKind.SURFACE,
        "leave": is_alive and kind == ListKind.SURFACE,
    }
    return [action for action, is_possible in possible.items() if is_possible and role in MAY[action]]


def target_actions(*, role: str, kind: str, state: str, campaign_state: str) -> list[str]:
    """What this post may do about one target; whoever was met, asked for or agreed needs no request."""
    is_alive = campaign_state != CampaignState.CLOSED
    possible = {
        "request_unreachable": is_alive and state in (TargetState.ATTEMPTED, TargetState.UNTOUCHED),
        "leave": is_alive and kind == ListKind.SURFACE,
    }
    return [action for action, is_possible in possible.items() if is_possible and role in MAY[action]]


def kind_label(kind: str, role: str) -> str:
    """How a kind of list is called; who makes and signs the surface list knows it by its own name."""
    if kind == ListKind.SURFACE and role in _MAKERS:
        return "面 · 易受骗人群"
    return ListKind(kind).label


def plain_words(text: str) -> str:
    """A text as anybody may read it: who is on a list is not called easily deceived (易受骗)."""
    return text.replace("易受骗人群", "名单居民").replace("易受骗", "名单")


def words_for(role: str, text: str) -> str:
    """The word 易受骗 is for those who make and sign the list, and for nobody else."""
    return text if role in _MAKERS else plain_words(text)


def day_number(*, starts_on: date, ends_on: date, today: date) -> int | None:
    """第几天, counted from one; nothing outside the period."""
    return (today - starts_on).days + 1 if starts_on <= today <= ends_on else None


def kept_person(resident_id: Id, merged_into: Mapping[Id, Id]) -> Id:
    """The person kept after any number of merges, which may form a chain."""
    while resident_id in merged_into:
        resident_id = merged_into[resident_id]
    return resident_id
