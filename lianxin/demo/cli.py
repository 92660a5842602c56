"""`lianxin demo`: make the demo station, or only set its clock again; `lianxin stand-clock` for any exercise."""

from datetime import datetime

import click
from django.conf import settings

from lianxin.core import clock
from lianxin.demo import services, staff, standing


@click.command()
@click.option("--days", default=services.USUAL_DAYS, show_default=True, help="演到专项行动第几天")
@click.option("--if-empty", is_flag=True, help="已有演示所时只把时钟拨回去")
def demo(days: int, if_empty: bool) -> None:
    """建立演示所:虚构的人和地方,由真实服务一天一天演出来。"""
    if if_empty and services.is_staged():
        _say_where(standing.stand_again())
        return
    staged = services.stage_demo(days=days, report=_show)
    click.echo("", err=True)
    _say_where(staged.stands_at)
    click.echo(f"一对一见面 {staged.talks} 人次。")


@click.command("stand-clock")
@click.argument("at", type=click.DateTime(["%Y-%m-%dT%H:%M"]), required=False)
@click.option("--off", "is_off", is_flag=True, help="业务时间回到真实时间")
def stand_clock(at: datetime | None, is_off: bool) -> None:
    """演练用:把业务时间立在某一刻(北京时间,如 2026-05-11T17:40)。真实数据的库不许动时间。"""
    if not settings.DEMO_RANGES:
        raise click.UsageError("只有演练库(LIANXIN_DEMO_RANGES=1)可以立时间。真实记录的时间不能动。")
    if (at is None) != is_off:
        raise click.UsageError("请写一个时刻(如 2026-05-11T17:40),或写 --off 回到真实时间，二者取一。")
    if at is None:
        standing.release()
        click.echo("业务时间回到真实时间。")
        return
    standing.stand(
        at.replace(tzinfo=clock.SHANGHAI), banner=f"演练：业务时间立在 {at.year}年{at.month}月{at.day}日 {at:%H:%M}"
    )
    click.echo(f"业务时间立在 {at:%Y-%m-%d %H:%M}。")


def _say_where(stands_at: datetime) -> None:
    click.echo(f"演示时间停在 {stands_at.astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M}。")
    click.echo("演示账号，登录页上点一下就进:" + "、".join(f"{login}({name})" for login, name, _ in staff.DESKS))


def _show(done: int, total: int, step: str) -> None:
    bar = "█" * round(20 * done / total)
    click.echo(f"\r{bar:<20} {done}/{total} {step}            ", nl=False, err=True)
