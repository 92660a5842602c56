import pytest

from lianxin.accounts.choices import Role
from lianxin.accounts.services import reset_password
from lianxin.accounts.tests.factories import PASSWORD, Browser, make_user
from lianxin.audit.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def lu():
    return make_user("lu", password=PASSWORD)


def try_wrong(browser, times, login="lu"):
    return [browser.sign_in(login, f"wrong-{number}") for number in range(times)][-1]


def test_the_right_password_opens_the_session(lu):
    browser = Browser(None)

    answer = browser.sign_in("lu")

    assert answer.status_code == 200
    assert answer.json()["user"]["name"] == "陆所长"
    assert answer.json()["user"]["role_label"] == "所长"
    assert "home" in answer.json()["allowed"]


@pytest.mark.parametrize("login,password", [("lu", "wrong"), ("nobody", PASSWORD), ("LU", PASSWORD), ("", "")])
def test_anything_else_is_refused_with_the_same_sentence(lu, login, password):
    answer = Browser(None).sign_in(login, password)

    assert answer.status_code == 422
    assert answer.json()["code"] == "SIGN_IN_FAILED"
    assert answer.json()["fields"] == {"password": "账号或密码不对"}


def test_the_fifth_wrong_password_locks_the_account(lu):
    browser = Browser(None)

    assert try_wrong(browser, 4).status_code == 422
    assert try_wrong(browser, 1).json()["code"] == "LOCKED_OUT"
    assert browser.sign_in("lu").status_code == 429
    assert browser.read_session()["is_signed_in"] is False


def test_a_locked_account_is_locked_from_every_machine(lu):
    try_wrong(Browser(None), 5)
    elsewhere = Browser(None)
    elsewhere.client.defaults.update({"REMOTE_ADDR": "192.0.2.7", "HTTP_USER_AGENT": "another"})

    assert elsewhere.sign_in("lu").status_code == 429


def test_wrong_passwords_from_many_machines_add_up(lu):
    for number in range(5):
        browser = Browser(None)
        browser.client.defaults["REMOTE_ADDR"] = f"192.0.2.{number}"
        try_wrong(browser, 1)

    assert Browser(None).sign_in("lu").status_code == 429


def test_the_lock_ends_after_fifteen_minutes_however_often_somebody_tries(lu, real_time):
    browser = Browser(None)
    try_wrong(browser, 5)

    real_time(minutes=10)
    assert try_wrong(browser, 3).status_code == 429
    real_time(minutes=5, seconds=1)

    assert browser.sign_in("lu").status_code == 200


def test_a_lock_concerns_nobody_else(lu):
    make_user("su", password=PASSWORD)
    browser = Browser(None)
    try_wrong(browser, 5)

    assert browser.sign_in("su").status_code == 200


def test_a_right_password_forgives_the_wrong_ones_before(lu):
    browser = Browser(None)
    try_wrong(browser, 4)
    browser.sign_in("lu")
    browser.delete("/api/session")
    browser.read_session()

    assert try_wrong(browser, 4).status_code == 422


def test_a_reset_password_lifts_the_lock(lu):
    browser = Browser(None)
    try_wrong(browser, 5)

    start_password = reset_password(user=lu, by=None)

    assert browser.sign_in("lu", start_password).status_code == 200


def test_signing_in_takes_a_new_session_key(lu):
    browser = Browser(None)
    browser.client.session["left_by"] = "somebody"
    browser.client.session.save()
    before = browser.client.session.session_key

    browser.sign_in("lu")

    assert browser.client.session.session_key != before


def test_a_planted_session_key_is_not_taken(lu):
    browser = Browser(None)
    browser.client.cookies["sessionid"] = "planted0planted0planted0planted0"

    browser.sign_in("lu")

    assert browser.client.cookies["sessionid"].value != "planted0planted0planted0planted0"


def test_a_closed_account_is_signed_out_at_once_and_stays_out(lu):
    browser = Browser(None)
    browser.sign_in("lu")

    lu.is_active = False
    lu.save()

    assert browser.get("/api/approvals").status_code == 401
    assert browser.sign_in("lu").status_code == 422


def test_signing_in_needs_the_token_of_our_own_page(lu):
    browser = Browser(None)
    browser.token = "x" * 64

    answer = browser.post("/api/session", {"login": "lu", "password": PASSWORD})

    assert answer.status_code == 403
    assert answer.json()["code"] == "CSRF_FAILED"


def test_coming_and_going_stands_in_the_log(lu):
    browser = Browser(None)
    browser.sign_in("lu")
    browser.delete("/api/session")

    assert [entry.action for entry in AuditEntry.objects.order_by("id")] == ["accounts.sign_in", "accounts.sign_out"]
    assert browser.read_session()["is_signed_in"] is False


def test_wrong_passwords_stand_in_the_log_until_the_account_is_locked(lu):
    try_wrong(Browser(None), 8)
    try_wrong(Browser(None), 2, login="password-typed-as-login")

    entries = AuditEntry.objects.filter(action="accounts.wrong_password")
    assert [entry.target_id for entry in entries] == [str(lu.id)] * 5


def test_the_failed_attempts_keep_no_password(lu, caplog):
    from axes.models import AccessAttempt

    Browser(None).sign_in("lu", "secret-typed-wrong")

    attempt = AccessAttempt.objects.get()
    assert "secret" not in "".join(str(value) for value in vars(attempt).values())
    assert caplog.text == ""


@pytest.mark.parametrize("role", [Role.BUREAU_ADMIN, Role.TELLER, Role.AUDITOR, Role.OFFICER])
def test_every_post_can_sign_in_and_sees_only_its_screens(role):
    make_user("x1", role=role, password=PASSWORD)

    session = Browser(None).sign_in("x1").json()

    assert session["is_signed_in"] is True
    assert "users" not in session["allowed"] or role == Role.BUREAU_ADMIN


def test_the_lead_is_offered_what_waits_for_a_signature_right_after_the_first_screen():
    make_user("lu", password=PASSWORD)

    assert Browser(None).sign_in("lu").json()["allowed"][:2] == ["home", "approvals"]
