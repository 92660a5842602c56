"""Is the database there, and does it fit this version of the program?"""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from lianxin.core.errors import LianxinError, StateConflict


class DatabaseNotReady(StateConflict):
    code = "DATABASE_NOT_READY"
    message = "数据库还没有建好，或需要升级。请先执行:lianxin migrate"


class DatabaseUnreachable(StateConflict):
    code = "DATABASE_UNREACHABLE"
    message = "连不上数据库，请检查 DATABASE_URL 和数据库服务。"


def what_is_wrong() -> LianxinError | None:
    """Nothing when the database answers and every migration has run."""
    try:
        connection.ensure_connection()
        executor = MigrationExecutor(connection)
    except DatabaseError:
        return DatabaseUnreachable()
    is_behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return DatabaseNotReady() if is_behind else None


def demand_ready() -> None:
    wrong = what_is_wrong()
    if wrong is not None:
        raise wrong
