import pytest
from django.utils import translation

from lianxin.accounts.choices import Role
from lianxin.accounts.services import PasswordTooWeak, add_user, change_own_password, make_start_password
from lianxin.accounts.tests.factories import PASSWORD, Browser, make_station, make_user

pytestmark = pytest.mark.django_db
NEW = "another-pond-2027"


def change(browser, old=PASSWORD, new=NEW):
    return browser.post("/api/session/password", {"old_password": old, "new_password": new})


@pytest.fixture
def newcomer():
    _, start_password = add_user(login="ning", name="宁警官", role=Role.LEAD, station=make_station(), by=None)
    browser = Browser(None)
    browser.sign_in("ning", start_password)
    return browser, start_password


def test_a_start_password_opens_nothing_but_its_change(newcomer):
    browser, _ = newcomer

    assert browser.read_session()["user"]["must_change_password"] is True
    assert browser.get("/api/approvals").json()["code"] == "PASSWORD_CHANGE_NEEDED"
    assert browser.get("/api/approvals").status_code == 403


def test_the_changed_password_opens_everything_and_the_start_password_nothing(newcomer):
    browser, start_password = newcomer

    assert change(browser, old=start_password).json()["user"]["must_change_password"] is False
    assert browser.get("/api/approvals").status_code == 200
    assert Browser(None).sign_in("ning", start_password).status_code == 422
    assert Browser(None).sign_in("ning", NEW).status_code == 200


def test_a_changed_password_ends_the_other_sessions():
    make_user("lu", password=PASSWORD)
    here, there = Browser(None), Browser(None)
    here.sign_in("lu")
    there.sign_in("lu")

    change(here)

    assert here.get("/api/approvals").status_code == 200
    assert there.get("/api/approvals").json()["code"] == "NOT_SIGNED_IN"


def test_guessing_the_old_password_locks_like_signing_in():
    make_user("lu", password=PASSWORD)
    browser = Browser(None)
    browser.sign_in("lu")

    codes = [change(browser, old=f"guess-{number}").json()["code"] for number in range(6)]

    assert codes == ["OLD_PASSWORD_WRONG"] * 4 + ["LOCKED_OUT"] * 2


@pytest.mark.parametrize(
    "password,words",
    [
        ("short-1", "密码太短"),
        ("password1234", "常见"),
        ("8273645190283", "数字"),
        ("ning-ning-ning", "相似"),
        ("x9-Ning-Ning-Ning-and-much-more", "账号名"),
        (PASSWORD, "和原密码一样"),
    ],
)
def test_a_weak_password_is_refused_in_chinese(password, words):
    user = make_user("ning-ning-ning", name="宁宁", password=PASSWORD)
    browser = Browser(None)
    browser.sign_in("ning-ning-ning")

    answer = change(browser, new=password)

    assert answer.status_code == 422
    assert words in answer.json()["fields"]["new_password"]
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_the_rules_speak_chinese_outside_a_request_too():
    user = make_user("lu", password=PASSWORD)
    with translation.override(None), pytest.raises(PasswordTooWeak, match="密码太短"):
        change_own_password(user=user, old_password=PASSWORD, new_password="short")


def test_start_passwords_are_readable_and_never_twice_the_same():
    made = {make_start_password() for _ in range(500)}

    assert len(made) == 500
    assert all(len(password) == 14 and not set(password) & set("0o1liOI") - {"i", "o"} for password in made)
