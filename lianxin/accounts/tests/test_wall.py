"""The wall PostgreSQL keeps. On SQLite the same calls change nothing, which each test states too."""

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.test import override_settings
from django.urls import include, path
from ninja import NinjaAPI

from lianxin.accounts.auth import signed_in
from lianxin.accounts.choices import Role
from lianxin.accounts.models import Approval
from lianxin.accounts.tests.factories import Browser, make_station, make_user
from lianxin.accounts.tests.test_station_rows import make_approval
from lianxin.accounts.wall import is_bypassed, stand_behind, station_tables
from lianxin.core.ids import new_id

HAS_WALL = connection.vendor == "postgresql"


@pytest.fixture
def stations(db):
    """Two stations with one row each, seen by an ordinary database account."""
    ours, theirs = make_station(), make_station("ZX", "钟溪派出所")
    make_approval(ours)
    make_approval(theirs)
    if HAS_WALL:
        with connection.cursor() as cursor:
            cursor.execute("CREATE ROLE ordinary NOLOGIN")
            cursor.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO ordinary")
            cursor.execute("SET LOCAL ROLE ordinary")
    yield ours, theirs
    if HAS_WALL:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
            cursor.execute("RESET lianxin.station")


def seen():
    return Approval.objects.across_stations(reason="what the wall lets through").count()


def test_commands_and_workers_see_every_station(stations):
    assert seen() == 2


def test_behind_the_wall_only_the_own_rows_exist(stations):
    ours, theirs = stations

    stand_behind(ours)

    assert seen() == (1 if HAS_WALL else 2)
    assert Approval.objects.of(theirs).count() == (0 if HAS_WALL else 1)


def test_the_bureau_sees_all(stations):
    stand_behind(stations[0])
    stand_behind(None)

    assert seen() == 2


def test_a_row_cannot_be_moved_to_or_made_for_another_station(stations):
    ours, theirs = stations
    held = Approval.objects.of(ours).get()
    stand_behind(ours)
    if not HAS_WALL:
        return

    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Approval.objects.of(ours).update(station=theirs)
    held.pk = held.subject_id = new_id()
    held.station, held._state.adding = theirs, True
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        held.save(force_insert=True)


def test_a_connection_that_was_told_nothing_sees_nothing(stations):
    if HAS_WALL:
        connection.connection.execute("SELECT set_config('lianxin.station', '', false)")

    assert seen() == (0 if HAS_WALL else 2)


def test_every_station_table_stands_behind_the_wall(db):
    tables = set(station_tables(apps.get_models()))
    assert "accounts_approval" in tables and "accounts_user" not in tables
    if not HAS_WALL:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class JOIN pg_policy ON polrelid = pg_class.oid"
            " WHERE relrowsecurity AND relforcerowsecurity"
        )
        walled = {name for (name,) in cursor.fetchall()}

    assert walled == tables


def test_an_account_no_wall_stops_is_told_apart(stations):
    assert is_bypassed() is False
    if HAS_WALL:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
        assert is_bypassed() is True


leaky = NinjaAPI(urls_namespace="leaky", docs_url=None, openapi_url=None)


@leaky.get("/all", auth=signed_in(), summary="忘了写派出所")
def list_without_station(request):
    return seen()


urlpatterns = [path("api/leaky/", leaky.urls), path("", include("lianxin.config.urls"))]


@override_settings(ROOT_URLCONF=__name__)
def test_an_endpoint_that_forgets_the_station_still_shows_no_strange_row(stations):
    lead, bureau = Browser(make_user("lu")), Browser(make_user("bureau", role=Role.BUREAU_ADMIN))

    assert lead.get("/api/leaky/all").json() == (1 if HAS_WALL else 2)
    assert bureau.get("/api/leaky/all").json() == 2
    assert lead.get("/api/leaky/all").json() == (1 if HAS_WALL else 2)
    assert seen() == 2, "after a request the process has its own view again"
