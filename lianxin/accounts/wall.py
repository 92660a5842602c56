"""The second wall between stations, kept by PostgreSQL itself (row-level security).

The first wall is `StationManager`: a query names its station. Should one forget, the database still shows a
signed-in person the rows of the own station only. On SQLite, which serves one station, there is no such wall.
The setting `lianxin.station` holds a station's id, `*` for everything (commands, workers, the bureau) or nothing
for nothing (a web request before somebody is known).
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.apps import AppConfig
from django.db import connection, models
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from lianxin.accounts.models import Station, StationRow

EVERYTHING = "*"
_POLICY = "station_wall"
_HELD = "(SELECT current_setting('lianxin.station', true))"
_FITS = f"({_HELD} = '{EVERYTHING}' OR station_id = (SELECT nullif(nullif({_HELD}, '{EVERYTHING}'), '')::uuid))"


def station_tables(rows: Iterable[type[models.Model]]) -> list[str]:
    return [model._meta.db_table for model in rows if issubclass(model, StationRow) and model._meta.managed]


def build(sender: AppConfig, **signal: Any) -> None:
    """After the migrations of a room: put its station tables behind the wall, their owner included."""
    if not _is_postgres():
        return
    with connection.cursor() as cursor:
        for table in station_tables(sender.get_models()):
            name = connection.ops.quote_name(table)
            cursor.execute(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY")
            cursor.execute(f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY")
            cursor.execute(f"DROP POLICY IF EXISTS {_POLICY} ON {name}")
            cursor.execute(f"CREATE POLICY {_POLICY} ON {name} USING {_FITS}")


def stand_behind(station: Station | None) -> None:
    """From here to the end of the request only this station's rows exist; a bureau account has all."""
    _hold(str(station.id) if station else EVERYTHING)


def end_with_request(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Middleware: the next request on this connection begins with what the process began with."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        try:
            return get_response(request)
        finally:
            if _is_postgres() and connection.connection is not None and not connection.needs_rollback:
                _execute("RESET lianxin.station")

    return middleware


def close_until_signed_in() -> None:
    """For the web process: its connections show nothing until somebody is known."""
    if _is_postgres():
        options = connection.settings_dict["OPTIONS"]
        options["options"] = options["options"].replace(f"lianxin.station={EVERYTHING}", "lianxin.station=")


def is_bypassed() -> bool:
    """Whether the database account is one that no wall stops."""
    if not _is_postgres():
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        return bool(cursor.fetchone()[0])


def _hold(value: str) -> None:
    if _is_postgres():
        connection.ensure_connection()
        _execute("SELECT set_config('lianxin.station', %s, false)", [value])


def _execute(statement: str, values: list[str] | None = None) -> None:
    """Past Django's cursor, so that query counts speak of the room's own queries."""
    connection.connection.execute(statement, values)


def _is_postgres() -> bool:
    return connection.vendor == "postgresql"
