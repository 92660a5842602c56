"""What makes a point or a line unit done, and what it still lacks in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from lianxin.campaigns.choices import PlaceState, TargetState
from lianxin.campaigns.rules.states import Known


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
    return PlaceVerdict(PlaceState.PARTIAL, (f"到场 {attending} / {staff_total}，不到 {percent}%",))


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
