from datetime import UTC, datetime, timedelta

import pytest

from lianxin.accounts.choices import Role
from lianxin.accounts.rules import is_idle, is_login, may_decide

NOW = datetime(2026, 6, 20, 10, 0, tzinfo=UTC)
LIMIT = timedelta(minutes=15)


@pytest.mark.parametrize("role", Role.values)
def test_nobody_decides_the_own_request(role):
    verdict = may_decide(decider_id=1, decider_role=role, requester_id=1, deciding_roles=frozenset(Role.values))

    assert not verdict.is_allowed
    assert "另一个人" in verdict.reason


@pytest.mark.parametrize("role", [Role.AUXILIARY, Role.OFFICER, Role.CLERK, Role.TELLER, Role.AUDITOR])
def test_some_posts_never_decide_even_when_asked(role):
    verdict = may_decide(decider_id=1, decider_role=role, requester_id=2, deciding_roles=frozenset({role}))

    assert not verdict.is_allowed


def test_only_the_post_that_is_asked_decides():
    asked = frozenset({Role.LEAD})

    assert may_decide(decider_id=1, decider_role=Role.LEAD, requester_id=2, deciding_roles=asked).is_allowed
    assert not may_decide(decider_id=1, decider_role=Role.CAPTAIN, requester_id=2, deciding_roles=asked).is_allowed


@pytest.mark.parametrize(
    "quiet,idle", [(timedelta(0), False), (LIMIT, False), (LIMIT + timedelta(seconds=1), True), (-LIMIT, False)]
)
def test_the_screen_is_idle_after_the_limit_and_not_before(quiet, idle):
    assert is_idle(last_seen=NOW - quiet, now=NOW, limit=LIMIT) is idle


def test_a_session_that_was_never_seen_is_not_idle():
    assert not is_idle(last_seen=None, now=NOW, limit=LIMIT)


@pytest.mark.parametrize("login", ["lu", "zhou.ming", "demo-lead", "a_1", "A" * 60])
def test_logins_everybody_can_type(login):
    assert is_login(login)


@pytest.mark.parametrize("login", ["", "a", "陆所长", "a b", "a\n", "-lu", ".lu", "a" * 61, "a/b", "a\0b"])
def test_logins_nobody_gets(login):
    assert not is_login(login)
