import pytest
from click.testing import CliRunner

from lianxin.accounts.cli import station, user
from lianxin.accounts.models import Station, User
from lianxin.accounts.services import LoginTaken, StationCodeTaken, StationNeeded, StationUnknown
from lianxin.accounts.tests.factories import Browser, make_station, make_user
from lianxin.core.errors import InvalidInput, NotFound

pytestmark = pytest.mark.django_db


def run(group, *words):
    return CliRunner().invoke(group, words)


def test_a_station_is_added_once():
    assert "已新建 莲岸派出所(LA)" in run(station, "add", "LA", "莲岸派出所").output
    assert isinstance(run(station, "add", "LA", "莲岸派出所").exception, StationCodeTaken)
    assert Station.objects.count() == 1


def test_a_station_code_too_long_is_refused():
    assert isinstance(run(station, "add", "L" * 31, "莲岸派出所").exception, InvalidInput)


def test_an_account_gets_a_printed_start_password():
    make_station()

    output = run(user, "add", "lu", "--role", "LEAD", "--station", "LA", "--name", "陆所长").output

    start_password = output.split("初始密码 ")[1].split("\n")[0]
    assert Browser(None).sign_in("lu", start_password).json()["user"]["name"] == "陆所长"


@pytest.mark.parametrize(
    "words,error",
    [
        (["x1", "--role", "LEAD"], StationNeeded),
        (["x1", "--role", "LEAD", "--station", "NO"], StationUnknown),
        (["su", "--role", "LEAD", "--station", "LA"], LoginTaken),
        (["x1", "--role", "LEAD", "--station", "LA", "--name", "长" * 41], InvalidInput),
    ],
)
def test_what_does_not_fit_is_refused(words, error):
    make_user("su")

    assert isinstance(run(user, "add", *words).exception, error)
    assert not User.objects.filter(login="x1").exists()


def test_a_bureau_administrator_needs_no_station():
    assert run(user, "add", "bureau", "--role", "BUREAU_ADMIN").exit_code == 0
    assert User.objects.get(login="bureau").station is None


def test_a_new_start_password_replaces_the_old_one():
    make_user("lu", password="lotus-pond-2026")

    start_password = run(user, "password", "lu").output.split("初始密码 ")[1].split("\n")[0]

    assert Browser(None).sign_in("lu").status_code == 422
    assert Browser(None).sign_in("lu", start_password).status_code == 200


def test_the_password_of_nobody_is_not_reset():
    assert isinstance(run(user, "password", "nobody").exception, NotFound)
