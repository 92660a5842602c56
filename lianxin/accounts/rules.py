"""Decisions about accounts: who may decide, what a locked or new account may still do."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

APPROVING_ROLES = frozenset({"LEAD", "CAPTAIN", "BUREAU_ADMIN", "BANK_ADMIN", "BANK_HQ"})


@dataclass(frozen=True)
class Verdict:
    """An answer with a reason a person can read."""

    is_allowed: bool
    reason: str = ""


def may_decide(
    *, decider_id: object, decider_role: str, requester_id: object, deciding_roles: frozenset[str]
) -> Verdict:
    """Four eyes: never the requester; an auxiliary never decides; only the roles the request is addressed to."""
    if decider_id == requester_id:
        return Verdict(False, "自己提出的申请要由另一个人签批。")
    if decider_role not in APPROVING_ROLES & deciding_roles:
        return Verdict(False, "这件申请不由您的岗位签批。")
    return Verdict(True)


def is_idle(*, last_seen: datetime | None, now: datetime, limit: timedelta) -> bool:
    """The screen locks when nobody touched it for the limit."""
    return last_seen is not None and now - last_seen > limit


def is_login(login: str) -> bool:
    """Letters, digits, dot, dash, underscore: what everybody can type and nobody mistakes."""
    return re.fullmatch(r"[a-zA-Z0-9][a-zA-Z0-9._-]{1,59}", login) is not None
