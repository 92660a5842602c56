"""The invented staff: 24 community officers and 60 auxiliaries in 42 pairs, and one account a post with a screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from lianxin.demo import invention

OFFICER_COUNT = 24
AUXILIARY_COUNT = 60

# One click each on the sign-in page: login, name, post.
DESKS = (
    ("demo-lead", "顾长明", "LEAD"),
    ("demo-captain", "周启明", "CAPTAIN"),
    ("demo-clerk", "苏雨晴", "CLERK"),
    ("demo-bureau", "秦望舒", "BUREAU_ADMIN"),
)


@dataclass(frozen=True)
class InventedOfficer:
    login: str
    name: str
    post: str
    phone: str
    communities: tuple[str, ...]
    pair: str


def officers(draw: Random, communities: Sequence[str]) -> list[InventedOfficer]:
    """Everybody with a post in the pairs; a pair shares its community."""
    made = []
    for login, post, pair in _posts():
        made.append(
            InventedOfficer(
                login=login,
                name=invention.name(draw),
                post=post,
                phone=invention.phone(draw),
                communities=(communities[pair % len(communities)],),
                pair=pair_name(pair),
            )
        )
    return made


def pairs() -> dict[str, list[str]]:
    """The logins of each pair, by its name."""
    members: dict[str, list[str]] = {}
    for login, _, pair in _posts():
        members.setdefault(pair_name(pair), []).append(login)
    return members


def pair_name(number: int) -> str:
    return f"{number + 1:02d}组"


def _posts() -> list[tuple[str, str, int]]:
    """Login, post and pair: an officer leads a pair while there are officers, the other pairs are two auxiliaries."""
    posts = ["社区民警"] * OFFICER_COUNT + ["辅警"] * AUXILIARY_COUNT
    rest = AUXILIARY_COUNT - OFFICER_COUNT
    in_pairs = [*range(OFFICER_COUNT), *range(OFFICER_COUNT), *(OFFICER_COUNT + seat // 2 for seat in range(rest))]
    return [
        (f"p{number:03d}", post, pair) for number, (post, pair) in enumerate(zip(posts, in_pairs, strict=True), start=1)
    ]
