"""What each post may do with a campaign, a list and a target."""

from lianxin.campaigns.choices import CampaignState, ListKind, TargetState, VersionState

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
