"""One command starts and watches the processes of a deployment: web and worker."""

import os
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

import click
from django.conf import settings

from lianxin.accounts import wall
from lianxin.config.database import demand_ready
from lianxin.config.supervisor import ChildKeepsDying, supervise
from lianxin.core.errors import StateConflict

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


class PortTaken(StateConflict):
    code = "PORT_TAKEN"
    message = "端口 {port} 用不了：已有程序在用，或地址 {host} 不属于本机。换一个试试:lianxin serve --port {next_port}"


class CertificateIncomplete(StateConflict):
    code = "CERTIFICATE_INCOMPLETE"
    message = "--cert 和 --key 要一起给。"


class ProcessKeepsDying(StateConflict):
    code = "PROCESS_KEEPS_DYING"
    message = "{name}进程一启动就退出，已全部停下。原因见上面的输出。"


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="监听地址；给别的机器用时写 0.0.0.0")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="网页进程数")
@click.option("--threads", default=4, show_default=True, type=click.IntRange(1, 64), help="每个网页进程的线程数")
@click.option("--cert", type=_FILE, help="HTTPS 证书文件(PEM)")
@click.option("--key", type=_FILE, help="HTTPS 私钥文件(PKCS#8)")
def serve(host: str, port: int, workers: int, threads: int, cert: Path | None, key: Path | None) -> None:
    """启动网页服务和后台任务,按 Ctrl-C 停止。"""
    if (cert is None) != (key is None):
        raise CertificateIncomplete()
    demand_ready()
    _demand_free_port(host, port)
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    web += ["--workers", str(workers), "--blocking-threads", str(threads), "--log-level", "warning"]
    if cert and key:
        os.environ["LIANXIN_HTTPS"] = "1"
        web += ["--ssl-certificate", str(cert), "--ssl-keyfile", str(key), "--ssl-protocol-min", "tls1.2"]
    web.append("lianxin.config.wsgi:application")
    if wall.is_bypassed():
        click.echo("提醒：数据库账号是超级用户，库内的派出所隔离不起作用。请换成普通账号。", err=True)
    click.echo(f"莲心已启动：{'https' if cert else 'http'}://{host}:{port}/  (Ctrl-C 停止)")
    if host not in ("127.0.0.1", "localhost", "::1"):
        click.echo(f"可用的网址主机名：{'、'.join(settings.ALLOWED_HOSTS)}(由 LIANXIN_HOSTS 指定)")
    _watch({"网页": web, "后台任务": [sys.executable, "-m", "lianxin.config.cli", "worker"]})


def _watch(commands: dict[str, Sequence[str]]) -> None:
    try:
        supervise(commands)
    except ChildKeepsDying as problem:
        raise ProcessKeepsDying(name=problem.name) from None


def _demand_free_port(host: str, port: int) -> None:
    """The web server would silently share a taken port, so try it first."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError:
        raise PortTaken(host=host, port=port, next_port=port + 1) from None
