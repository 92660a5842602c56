import pytest

from lianxin.accounts.choices import Role
from lianxin.accounts.models import Station, User
from lianxin.accounts.tests.factories import PASSWORD, Browser, make_station, make_user
from lianxin.audit.models import AuditEntry
from lianxin.core.ids import new_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return Browser(make_user("bureau", role=Role.BUREAU_ADMIN, name="分局管理员"))


@pytest.fixture(autouse=True)
def _station():
    make_station()


NEW = {"login": "ning", "name": "宁警官", "role": "OFFICER", "station_code": "LA", "phone": "10012345678"}


def test_nobody_is_asked_to_sign_in():
    assert Browser(None).get("/api/users").json()["code"] == "NOT_SIGNED_IN"


@pytest.mark.parametrize("login", ["lu", "su", "he", "wei"])
def test_other_posts_may_not_administer(login):
    browser = Browser(make_user(login))

    assert browser.get("/api/users").status_code == 403
    assert browser.post("/api/users", NEW).status_code == 403
    assert not User.objects.filter(login="ning").exists()


def test_a_new_account_comes_with_a_start_password_and_an_entry(admin, audited):
    made = admin.post("/api/users", NEW).json()

    assert made["user"]["station"]["code"] == "LA"
    assert made["user"]["must_change_password"] is True
    assert Browser(None).sign_in("ning", made["start_password"]).status_code == 200
    entry = AuditEntry.objects.get(action="accounts.add_user")
    assert entry.actor_login == "bureau" and "宁" not in str(entry.detail)


@pytest.mark.parametrize(
    "change,code,field",
    [
        ({"login": "a b"}, "LOGIN_UNUSABLE", "login"),
        ({"login": ""}, "INVALID_INPUT", "login"),
        ({"role": "KING"}, "INVALID_INPUT", "role"),
        ({"station_code": "nowhere"}, "STATION_UNKNOWN", "station_code"),
        ({"station_code": None}, "STATION_NEEDED", "station_code"),
        ({"name": ""}, "INVALID_INPUT", "name"),
        ({"name": "长" * 41}, "INVALID_INPUT", "name"),
    ],
)
def test_a_wrong_field_is_named(admin, change, code, field):
    answer = admin.post("/api/users", {**NEW, **change})

    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert list(answer.json()["fields"]) == [field]


def test_a_login_is_given_once(admin):
    admin.post("/api/users", NEW)

    assert admin.post("/api/users", NEW).json()["code"] == "LOGIN_TAKEN"


def test_accounts_are_listed_by_name_post_and_station(admin, django_assert_max_num_queries):
    for login in ("lu", "qin", "su", "shen"):
        make_user(login)
    make_user("zx-lu", role=Role.LEAD, station=make_station("ZX", "钟溪派出所"))

    with django_assert_max_num_queries(8):
        assert admin.get("/api/users").json()["total"] == 6
    assert [user["login"] for user in admin.get("/api/users", q="陆").json()["items"]] == ["lu"]
    assert admin.get("/api/users", role="LEAD").json()["total"] == 2
    assert [user["login"] for user in admin.get("/api/users", station="ZX").json()["items"]] == ["zx-lu"]


def test_the_list_shows_no_phone_and_no_password(admin):
    admin.post("/api/users", NEW)

    text = admin.get("/api/users").content.decode()

    assert "10012345678" not in text
    assert User.objects.get(login="ning").password not in text


def test_what_is_left_out_of_an_edit_stays(admin, audited):
    user = make_user("shen")

    answer = admin.patch(f"/api/users/{user.id}", {"name": "沈警官2"})

    assert answer.json()["name"] == "沈警官2"
    assert answer.json()["role"] == "OFFICER" and answer.json()["is_active"] is True


def test_a_moved_officer_belongs_to_the_new_station(admin):
    make_station("ZX", "钟溪派出所")
    user = make_user("shen")

    assert admin.patch(f"/api/users/{user.id}", {"station_code": "ZX"}).json()["station"]["code"] == "ZX"


def test_a_closed_account_is_out_with_the_next_click(admin):
    user = make_user("lu", password=PASSWORD)
    browser = Browser(None)
    browser.sign_in("lu")

    admin.patch(f"/api/users/{user.id}", {"is_active": False})

    assert browser.get("/api/approvals").status_code == 401


def test_a_changed_post_counts_with_the_next_click(admin):
    user = make_user("lu", password=PASSWORD)
    browser = Browser(None)
    browser.sign_in("lu")

    admin.patch(f"/api/users/{user.id}", {"role": "TELLER"})

    assert browser.get("/api/approvals").status_code == 403


def test_a_bureau_account_that_becomes_a_lead_needs_a_station(admin):
    other = make_user("second", role=Role.BUREAU_ADMIN)

    assert admin.patch(f"/api/users/{other.id}", {"role": "LEAD"}).json()["code"] == "STATION_NEEDED"
    assert admin.patch(f"/api/users/{other.id}", {"role": "LEAD", "station_code": "LA"}).status_code == 200


@pytest.mark.parametrize("change", [{"is_active": False}, {"role": "LEAD", "station_code": "LA"}])
def test_an_administrator_cannot_shut_the_own_door(admin, change):
    me = User.objects.get(login="bureau")

    answer = admin.patch(f"/api/users/{me.id}", change)

    assert (answer.status_code, answer.json()["code"]) == (409, "OWN_ACCOUNT")
    assert admin.get("/api/users").status_code == 200


def test_a_reset_ends_the_sessions_and_asks_for_a_new_password(admin, audited):
    user = make_user("lu", password=PASSWORD)
    browser = Browser(None)
    browser.sign_in("lu")

    start_password = admin.post(f"/api/users/{user.id}/reset-password").json()["start_password"]

    assert browser.get("/api/approvals").status_code == 401
    assert browser.sign_in("lu", PASSWORD).status_code == 422
    assert browser.sign_in("lu", start_password).json()["user"]["must_change_password"] is True


@pytest.mark.parametrize("path", ["/api/users/{}", "/api/users/{}/reset-password"])
def test_an_unknown_account_is_not_found(admin, path):
    send = admin.post if path.endswith("password") else admin.patch

    assert send(path.format(new_id()), {}).json()["code"] == "NOT_FOUND"


def test_stations_are_made_and_listed(admin, audited):
    made = admin.post("/api/stations", {"code": "ZX", "name": "钟溪派出所"})

    assert made.status_code == 200
    assert [station["code"] for station in admin.get("/api/stations").json()] == ["LA", "ZX"]
    assert admin.post("/api/stations", {"code": "ZX", "name": "又一个"}).json()["code"] == "STATION_CODE_TAKEN"
    assert Station.objects.count() == 2
