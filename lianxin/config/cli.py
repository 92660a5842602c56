"""The `lianxin` command: what an administrator types. Every command calls the same services as the web."""

import sys
from importlib.metadata import version
from typing import NoReturn

import click

from lianxin.config.start import start
from lianxin.core.errors import LianxinError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version("lianxin"), message="%(version)s")
def cli() -> None:
    """莲心:派出所反诈宣防一体化平台。数据库由 DATABASE_URL 指定,默认 SQLite。"""


@cli.command()
def migrate() -> None:
    """建立或升级数据库。"""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    click.echo("数据库已就绪。")


def main() -> None:
    """Start Django, join the rooms' commands, and turn every known failure into one sentence and exit code 2."""
    start()
    from django.db import DatabaseError

    from lianxin.accounts.cli import station, user
    from lianxin.config.database import what_is_wrong
    from lianxin.config.serve import serve
    from lianxin.config.worker import worker
    from lianxin.demo.cli import demo, stand_clock
    from lianxin.registry.cli import import_command

    for command in (station, user, serve, worker, import_command, demo, stand_clock):
        cli.add_command(command)
    try:
        cli()
    except LianxinError as problem:
        _stop(problem)
    except DatabaseError:
        cause = what_is_wrong()
        if cause is None:
            raise
        _stop(cause)


def _stop(problem: LianxinError) -> NoReturn:
    click.echo(f"{problem.detail} [{problem.code}]", err=True)
    for field, sentence in problem.fields.items():
        click.echo(f"  {field}:{sentence}", err=True)
    sys.exit(2)


if __name__ == "__main__":
    main()
