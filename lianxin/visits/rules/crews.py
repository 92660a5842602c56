"""Who may walk together, and which hours may stand in the shift table."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

FIELD_ROLES = frozenset({"OFFICER", "AUXILIARY", "CAPTAIN", "HALL"})
FEWEST_AT_A_DOOR = 2
MOST_IN_CREW = {"PAIR": 2, "TEAM": 8}
LONGEST_BLOCK = timedelta(hours=8)


def why_not_a_crew(kind: str, roles: Sequence[str]) -> str:
    """Say what is wrong with these members; empty when they may form a crew.

    Two at a door is the least. A crew of auxiliaries alone may talk to residents (宣传), it never approves or closes.
    """
    if any(role not in FIELD_ROLES for role in roles):
        return "组员只能是社区民警、辅警、大厅民警或社区警务队长。"
    if len(roles) < FEWEST_AT_A_DOOR:
        return "上门要两个人，请至少选两名组员。"
    if len(roles) > MOST_IN_CREW[kind]:
        return f"人数太多：{'双人组是两个人' if kind == 'PAIR' else '小队最多八个人'}。"
    return ""


def may_go(member_count: int) -> bool:
    """Say whether enough members are left on a day to knock at doors."""
    return member_count >= FEWEST_AT_A_DOOR


def why_not_a_block(starts_at: datetime, ends_at: datetime, *, zone: ZoneInfo) -> str:
    """Say what is wrong with these hours; empty when they may be a block."""
    if ends_at <= starts_at:
        return "结束要晚于开始。"
    if ends_at - starts_at > LONGEST_BLOCK:
        return "一班最长 8 小时。"
    if starts_at.astimezone(zone).date() != ends_at.astimezone(zone).date():
        return "一班要在同一天里结束。"
    return ""


def overlaps(starts_at: datetime, ends_at: datetime, others: Iterable[tuple[datetime, datetime]]) -> bool:
    return any(starts_at < other_end and other_start < ends_at for other_start, other_end in others)
