"""Which posts an endpoint lets through."""

from lianxin.accounts.auth import SignedIn, signed_in
from lianxin.campaigns.rules.actions import MAY


def may(action: str) -> SignedIn:
    """Lets through the posts that the room's rules allow this action."""
    return signed_in(*MAY[action])
