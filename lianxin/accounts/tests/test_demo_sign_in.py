import pytest

from lianxin.accounts.choices import Role
from lianxin.accounts.tests.factories import Browser, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings):
    settings.DEMO_SIGN_IN = True
    make_user("demo-lead", role=Role.LEAD)
    make_user("lu")


def enter(browser, login="demo-lead"):
    return browser.post("/api/session/demo", {"login": login})


def test_one_click_opens_the_demo_on_this_machine(demo):
    browser = Browser(None)

    assert [login["login"] for login in browser.read_session()["demo"]["logins"]] == ["demo-lead"]
    assert enter(browser).json()["user"]["login"] == "demo-lead"


def test_without_the_setting_there_is_no_such_door(demo, settings):
    settings.DEMO_SIGN_IN = False
    browser = Browser(None)

    assert browser.read_session()["demo"] == {"is_on": False, "logins": []}
    assert enter(browser).status_code == 404


@pytest.mark.parametrize("address", ["192.0.2.7", "10.0.0.1", "::ffff:192.0.2.7", "", "127.0.0.1.example.com"])
def test_another_machine_is_refused(demo, address):
    browser = Browser(None)
    browser.client.defaults["REMOTE_ADDR"] = address

    assert browser.read_session()["demo"]["is_on"] is False
    assert enter(browser).status_code == 404


@pytest.mark.parametrize("header", ["HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_FORWARDED"])
def test_what_a_proxy_passes_on_is_not_from_this_machine(demo, header):
    browser = Browser(None)
    browser.client.defaults[header] = "127.0.0.1"

    assert enter(browser).status_code == 404


def test_a_forged_header_opens_nothing_from_elsewhere(demo):
    browser = Browser(None)
    browser.client.defaults.update({"REMOTE_ADDR": "192.0.2.7", "HTTP_X_FORWARDED_FOR": "127.0.0.1"})

    assert enter(browser).status_code == 404


def test_behind_a_proxy_the_door_is_shut(demo, settings):
    settings.BEHIND_PROXY = True

    assert enter(Browser(None)).status_code == 404


@pytest.mark.parametrize("login", ["lu", "demo-nobody", "", "DEMO-LEAD"])
def test_only_demo_accounts_open_without_a_password(demo, login):
    assert enter(Browser(None), login).status_code == 404


def test_a_closed_demo_account_stays_closed(demo):
    user = make_user("demo-clerk", role=Role.CLERK)
    user.is_active = False
    user.save()

    assert enter(Browser(None), "demo-clerk").status_code == 404


def test_a_demo_account_of_a_post_without_a_screen_is_not_offered(demo):
    make_user("demo-teller", role=Role.TELLER)

    assert enter(Browser(None), "demo-teller").status_code == 404


def test_the_click_needs_the_token_of_our_own_page(demo):
    browser = Browser(None)
    browser.token = ""

    assert enter(browser).status_code == 403
