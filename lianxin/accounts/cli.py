"""Commands for stations and accounts."""

import click

from lianxin.accounts import services
from lianxin.accounts.choices import Role
from lianxin.accounts.models import User


@click.group()
def station() -> None:
    """派出所。"""


@station.command("add")
@click.argument("code")
@click.argument("name")
def add_station(code: str, name: str) -> None:
    """新建派出所:编码 名称。"""
    made = services.add_station(code=code, name=name, by=None)
    click.echo(f"已新建 {made.name}({made.code})。")


@click.group()
def user() -> None:
    """账号。"""


@user.command("add")
@click.argument("login")
@click.option("--role", type=click.Choice(Role.values), required=True, help="岗位")
@click.option("--station", "station_code", help="派出所编码；分局管理员不用填")
@click.option("--name", default="", help="姓名，默认同账号")
def add_user(login: str, role: str, station_code: str | None, name: str) -> None:
    """新建账号,打印一次性初始密码。"""
    home = services.find_station(code=station_code) if station_code else None
    made, start_password = services.add_user(login=login, name=name or login, role=Role(role), station=home, by=None)
    _print_slip(made, start_password)


@user.command("password")
@click.argument("login")
def reset_password(login: str) -> None:
    """重置密码,打印新的初始密码。"""
    held = services.find_user(login=login)
    _print_slip(held, services.reset_password(user=held, by=None))


def _print_slip(user: User, start_password: str) -> None:
    click.echo(f"账号 {user.login}({Role(user.role).label})\n初始密码 {start_password}\n首次登录须改密码。")
