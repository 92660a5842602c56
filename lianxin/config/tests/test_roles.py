"""Who may call what, over every operation of every room."""

from datetime import timedelta

import pytest

from lianxin.accounts.choices import POLICE_ROLES, Role
from lianxin.accounts.tests.factories import Browser, make_user
from lianxin.config.tests.operations import Call, all_calls
from lianxin.core import clock

pytestmark = pytest.mark.django_db

# Open to somebody who is not signed in.
BEFORE_SIGN_IN = {"get_session", "sign_in", "sign_in_to_demo", "sign_out"}
# Open to everybody who is.
AFTER_SIGN_IN = {"change_password", "unlock_session"}
# What each post outside the police may call besides; everything else is 403 to it.
OUTSIDE_THE_POLICE: dict[Role, set[str]] = {
    role: set() for role in Role if role not in POLICE_ROLES and role != Role.BUREAU_ADMIN
}
GUARDED = [call for call in all_calls() if call.operation_id not in BEFORE_SIGN_IN]
OF_A_POST = [call for call in GUARDED if call.operation_id not in AFTER_SIGN_IN]


def ask(browser: Browser, call: Call) -> tuple[int, str]:
    send = getattr(browser, call.method)
    answer = send(call.path) if call.method in ("get", "delete") else send(call.path, {})
    is_problem = answer.headers["Content-Type"] == "application/problem+json"
    return answer.status_code, answer.json()["code"] if is_problem else ""


def astray(browser: Browser, calls: list[Call], expected: tuple[int, str]) -> dict[str, tuple[int, str]]:
    """The operations that answer otherwise."""
    answers = {call.operation_id: ask(browser, call) for call in calls}
    return {name: answer for name, answer in answers.items() if answer != expected}


def test_the_listed_operations_exist():
    known = {call.operation_id for call in all_calls()}

    assert known > BEFORE_SIGN_IN | AFTER_SIGN_IN
    assert known >= set().union(*OUTSIDE_THE_POLICE.values())


def test_nobody_is_asked_to_sign_in_everywhere():
    assert astray(Browser(None), GUARDED, (401, "NOT_SIGNED_IN")) == {}


@pytest.mark.parametrize("role", OUTSIDE_THE_POLICE)
def test_posts_outside_the_police_open_nothing_of_theirs(role):
    browser = Browser(make_user("x1", role=role))
    closed = [call for call in OF_A_POST if call.operation_id not in OUTSIDE_THE_POLICE[role]]

    assert astray(browser, closed, (403, "WRONG_ROLE")) == {}


@pytest.mark.parametrize("role", POLICE_ROLES)
def test_no_police_post_administers_accounts(role):
    browser = Browser(make_user("x1", role=role))
    administering = [call for call in OF_A_POST if call.path.startswith(("/api/users", "/api/stations"))]

    assert len(administering) >= 6
    assert astray(browser, administering, (403, "WRONG_ROLE")) == {}


def test_the_bureau_sees_no_resident():
    browser = Browser(make_user("bureau", role=Role.BUREAU_ADMIN))
    of_residents = [call for call in OF_A_POST if call.path.startswith(("/api/residents", "/api/households"))]

    assert astray(browser, of_residents, (403, "WRONG_ROLE")) == {}


def test_a_new_account_opens_nothing_before_its_password_is_changed():
    user = make_user("lu")
    user.must_change_password = True
    user.save()
    browser = Browser(user)

    assert astray(browser, OF_A_POST, (403, "PASSWORD_CHANGE_NEEDED")) == {}


@pytest.mark.parametrize("role", [*POLICE_ROLES, Role.BUREAU_ADMIN])
def test_an_id_that_does_not_exist_breaks_nothing(role):
    """Every operation answers with a problem a person can read, never with a fault of the program."""
    browser = Browser(make_user("x1", role=role))

    for call in OF_A_POST:
        status, _ = ask(browser, call)
        assert status < 500, call


def test_every_write_needs_the_token_of_our_own_page():
    browser = Browser(make_user("lu"))
    browser.token = "x" * 64
    writing = [call for call in GUARDED if call.method != "get"]

    assert astray(browser, writing, (403, "CSRF_FAILED")) == {}


def test_a_home_page_that_refreshes_itself_lets_the_screen_lock(monkeypatch):
    """Otherwise a lead's desk left alone would stay open all night."""
    browser, moved = Browser(make_user("lu")), [clock.real_now()]
    monkeypatch.setattr(clock, "real_now", lambda: moved[0])
    browser.get("/api/approvals")

    for _ in range(16):
        moved[0] += timedelta(minutes=1)
        last = browser.get("/api/home/lead")

    assert last.json()["code"] == "SESSION_LOCKED"
