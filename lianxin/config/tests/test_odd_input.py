"""Whatever is sent, the answer is a success or a sentence; a fault of the program is neither."""

import pytest

from lianxin.accounts.choices import Role
from lianxin.accounts.tests.factories import Browser, make_user
from lianxin.config.tests.operations import all_calls

pytestmark = pytest.mark.django_db

# Left out: they end or change the session that asks.
ENDING = {"sign_in", "sign_in_to_demo", "sign_out", "change_password", "unlock_session"}
ODD_WORDS = ("", " ", "长" * 3000, "%", "\u202e", "0001-01-01", "9999-12-31", "9999-12-31T23:59:59+00:00", "2026-13-45")
ODD_VALUES = (*ODD_WORDS, None, True, -1, 10**30, 1.5, [], {}, [[]], [None], {"x": 1}, "2026-06-20T10:00:00")
ASKING = [call for call in all_calls() if call.operation_id not in ENDING]


@pytest.fixture(scope="module")
def posts():
    return (Role.LEAD, Role.CAPTAIN, Role.CLERK, Role.OFFICER, Role.BUREAU_ADMIN)


@pytest.fixture
def browsers(posts):
    return [Browser(make_user(f"x-{post.lower()}", role=post)) for post in posts]


def admitted(browsers, call):
    """The first post that may call this operation."""
    for browser in browsers:
        answer = getattr(browser, call.method)(call.path)
        if answer.status_code != 403:
            return browser
    raise AssertionError(f"nobody may call {call}")


@pytest.mark.parametrize("call", [call for call in ASKING if call.query], ids=str)
def test_odd_questions_break_nothing(browsers, call):
    browser = admitted(browsers, call)

    for name in call.query:
        for word in (*ODD_WORDS, "-1", "1" * 30):
            assert browser.get(call.path, **{name: word}).status_code < 500, (name, word)


@pytest.mark.parametrize("call", [call for call in ASKING if call.method in ("post", "put", "patch")], ids=str)
def test_odd_bodies_break_nothing(browsers, call):
    browser = admitted(browsers, call)
    send = getattr(browser, call.method)
    bodies = [call.body, *({**call.body, name: value} for name in call.body for value in ODD_VALUES)]

    for body in [*bodies, None, [], "x", 1, [[]], {"": ""}]:
        assert send(call.path, body).status_code < 500, body
