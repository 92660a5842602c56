import pytest

from lianxin.accounts.tests.factories import PASSWORD, Browser, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(real_time):
    make_user("lu", password=PASSWORD)
    browser = Browser(None)
    browser.sign_in("lu")
    return browser


def test_fifteen_quiet_minutes_lock_the_screen(browser, real_time):
    real_time(minutes=15, seconds=1)

    answer = browser.get("/api/approvals")

    assert answer.status_code == 401
    assert answer.json()["code"] == "SESSION_LOCKED"
    assert browser.read_session()["is_locked"] is True
    assert browser.read_session()["user"]["login"] == "lu"


def test_somebody_who_works_is_not_locked(browser, real_time):
    for _ in range(10):
        real_time(minutes=9)
        assert browser.get("/api/approvals").status_code == 200


def test_asking_for_the_session_does_not_keep_it_awake(browser, real_time):
    for _ in range(4):
        real_time(minutes=4)
        browser.read_session()

    assert browser.get("/api/approvals").json()["code"] == "SESSION_LOCKED"


def test_a_locked_screen_stays_locked_until_the_password_comes(browser, real_time):
    real_time(minutes=20)
    for _ in range(3):
        assert browser.get("/api/approvals").status_code == 401

    assert browser.post("/api/session/unlock", {"password": PASSWORD}).json()["is_locked"] is False
    assert browser.get("/api/approvals").status_code == 200


def test_writing_on_a_locked_screen_is_refused(browser, real_time):
    real_time(minutes=20)

    answer = browser.post("/api/session/password", {"old_password": PASSWORD, "new_password": "another-pond-2027"})

    assert answer.json()["code"] == "SESSION_LOCKED"


def test_a_wrong_password_leaves_it_locked(browser, real_time):
    real_time(minutes=20)

    answer = browser.post("/api/session/unlock", {"password": "wrong"})

    assert (answer.status_code, answer.json()["code"]) == (422, "SIGN_IN_FAILED")
    assert browser.read_session()["is_locked"] is True


def test_five_wrong_passwords_at_the_lock_lock_the_account(browser, real_time):
    real_time(minutes=20)
    for _ in range(5):
        answer = browser.post("/api/session/unlock", {"password": "wrong"})

    assert answer.json()["code"] == "LOCKED_OUT"
    assert browser.post("/api/session/unlock", {"password": PASSWORD}).status_code == 429
    assert Browser(None).sign_in("lu").status_code == 429

    real_time(minutes=15, seconds=1)
    assert browser.post("/api/session/unlock", {"password": PASSWORD}).status_code == 200


def test_wrong_tries_at_the_lock_are_forgiven_by_a_right_one(browser, real_time):
    for _ in range(2):
        real_time(minutes=20)
        for _ in range(4):
            browser.post("/api/session/unlock", {"password": "wrong"})
        assert browser.post("/api/session/unlock", {"password": PASSWORD}).status_code == 200


def test_nobody_has_nothing_to_unlock():
    assert Browser(None).post("/api/session/unlock", {"password": PASSWORD}).json()["code"] == "NOT_SIGNED_IN"


def test_the_limit_is_a_setting(browser, real_time, settings):
    from datetime import timedelta

    settings.IDLE_LOCK = timedelta(minutes=1)
    for _ in range(5):
        real_time(seconds=50)
        assert browser.get("/api/approvals").status_code == 200

    real_time(seconds=61)
    assert browser.get("/api/approvals").status_code == 401
