"""Rows that the database itself refuses to change: facts are corrected by later rows, never rewritten."""

from typing import Any

from django.db.migrations import RunPython

_SQLITE = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
_POSTGRES = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_update()
"""


def refuse_updates(*tables: str) -> RunPython:
    """A migration step. On SQLite it must be repeated by a migration that rebuilds one of the tables."""

    def install(apps: Any, schema_editor: Any) -> None:
        is_postgres = schema_editor.connection.vendor == "postgresql"
        if is_postgres:
            schema_editor.execute(_POSTGRES_FUNCTION, params=None)
        for table in tables:
            schema_editor.execute((_POSTGRES if is_postgres else _SQLITE).format(table=table), params=None)

    def remove(apps: Any, schema_editor: Any) -> None:
        on_table = " ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
        for table in tables:
            schema_editor.execute(f"DROP TRIGGER {table}_append_only{on_table}".format(table=table), params=None)

    return RunPython(install, remove)
