"""The `lianxin` command: what an administrator types. Every command calls the same services as the web."""

import os
import sys

import click


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
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
    from lianxin.config.env import WrongSetting
    from lianxin.core.keys import KeyFileUnreadable

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianxin.config.settings")
    try:
        import django

        django.setup()
    except (WrongSetting, KeyFileUnreadable) as problem:
        click.echo(str(problem), err=True)
        sys.exit(2)

    from lianxin.accounts.cli import station, user
    from lianxin.config.serve import serve
    from lianxin.core.errors import LianxinError

    for command in (station, user, serve):
        cli.add_command(command)
    try:
        cli()
    except LianxinError as problem:
        click.echo(f"{problem.detail} [{problem.code}]", err=True)
        sys.exit(2)
