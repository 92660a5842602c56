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
    """An officer leads a pair where there are enough; the other pairs are two auxiliaries. Pairs share communities."""
    made = []
    people = ["社区民警"] * OFFICER_COUNT + ["辅警"] * AUXILIARY_COUNT
    pairs = [*range(OFFICER_COUNT), *range(OFFICER_COUNT)]
    rest = AUXILIARY_COUNT - OFFICER_COUNT
    pairs += [OFFICER_COUNT + position // 2 for position in range(rest)]
    for number, (post, pair) in enumerate(zip(people, pairs, strict=True), start=1):
        made.append(
            InventedOfficer(
                login=f"p{number:03d}",
                name=invention.name(draw),
                post=post,
                phone=invention.phone(draw),
                communities=(communities[pair % len(communities)],),
                pair=f"{pair + 1}组",
            )
        )
    return made
