"""`lianxin import`: the importer without a browser, through the same services."""

import json
import sys
from pathlib import Path
from typing import Any, NoReturn

import click

from lianxin.accounts.services import find_station
from lianxin.core import clock
from lianxin.core.errors import InvalidInput, LianxinError
from lianxin.registry.imports.analysis import Analysis, classify, reasons_of
from lianxin.registry.imports.batches import datum_code
from lianxin.registry.imports.files import FileReading, open_list, read_data_rows
from lianxin.registry.imports.kinds import kind_by_code
from lianxin.registry.imports.kinds.staff_writing import Slip
from lianxin.registry.imports.remembering import RememberedLayouts
from lianxin.registry.imports.running import import_at_once

_REFUSED = 2


class MapFileUnreadable(InvalidInput):
    code = "MAP_FILE_UNREADABLE"
    message = "对列文件读不出来。它应是 {example} 这样的 JSON。"


class FileMissing(InvalidInput):
    code = "FILE_MISSING"
    message = "文件 {file} 打不开：{problem}。"


class DatumNotKnown(InvalidInput):
    code = "DATUM_NOT_KNOWN"
    message = "没有“{datum}”这种坐标系。可用:wgs84、gcj02、bd09。"


@click.command("import")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--kind", "kind_code", required=True, help="名单种类:compound、organization、resident、staff")
@click.option("--station", "station_code", required=True, help="派出所编码")
@click.option("--type", "subtype", default="", help="单位类型，如 school、bank_branch、hotel")
@click.option("--map", "map_file", type=click.Path(dir_okay=False, path_type=Path), help="对列文件(JSON)")
@click.option("--datum", default="", help="坐标系:wgs84、gcj02、bd09")
@click.option("--dry-run", is_flag=True, help="只核对，不写入")
@click.option("--json", "as_json", is_flag=True, help="只输出一行 JSON")
def import_command(
    file: Path,
    kind_code: str,
    station_code: str,
    subtype: str,
    map_file: Path | None,
    datum: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    """导入一张名单(.xlsx、.xls、.csv)。退回的行不算失败;整个文件导不了时退出码为 2。"""
    try:
        analysis, slips = _import(file, kind_code, station_code, subtype, map_file, datum, dry_run)
    except LianxinError as problem:
        _refuse(problem.code, problem.detail, as_json)
    if as_json:
        click.echo(json.dumps(analysis.tally.as_json(), ensure_ascii=False))
    else:
        _report(analysis, dry_run)
    for slip in slips:
        click.echo(
            f"账号 {slip.login}  {slip.name}({slip.role_label})  初始密码 {slip.start_password}  首次登录须改密码",
            err=as_json,
        )


def _import(
    file: Path,
    kind_code: str,
    station_code: str,
    subtype: str,
    map_file: Path | None,
    datum: str,
    dry_run: bool,
) -> tuple[Analysis, list[Slip]]:
    kind = kind_by_code(kind_code)
    station = find_station(code=station_code)
    try:
        content = file.read_bytes()
    except OSError as problem:
        raise FileMissing(file=str(file), problem=problem.strerror or "") from None
    reading = open_list(
        content,
        file.name,
        kind,
        remembered=RememberedLayouts(station, kind.code),
        columns=_columns(map_file) if map_file else None,
    )
    reading = read_data_rows(reading, datum=_datum(datum))
    for remark in reading.examination.remarks:
        click.echo(remark, err=True)
    return _classify_or_write(reading, station, file.name, subtype.upper(), dry_run)


def _classify_or_write(
    reading: FileReading, station: Any, file_name: str, subtype: str, dry_run: bool
) -> tuple[Analysis, list[Slip]]:
    now = clock.now()
    if dry_run:
        today = clock.local_day(now)
        return classify(reading, station=station, subtype=subtype, today=today, progress=_show_progress), []
    return import_at_once(
        station=station,
        reading=reading,
        file_name=file_name,
        subtype=subtype,
        by=None,
        now=now,
        report=_show_progress,
    )


def _datum(text: str) -> str:
    code = datum_code(text)
    if text and not code:
        raise DatumNotKnown(datum=text)
    return code


def _columns(map_file: Path) -> dict[str, str]:
    """Header text to field code; docs/import-codes.md shows the form."""
    example = '{"columns": {"表头文字": "字段代码"}}'
    try:
        columns = json.loads(map_file.read_text(encoding="utf-8"))["columns"]
        return {str(header): str(field or "") for header, field in columns.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise MapFileUnreadable(example=example) from None


def _refuse(code: str, detail: str, as_json: bool) -> NoReturn:
    if as_json:
        click.echo(json.dumps({"error": {"code": code, "detail": detail}}, ensure_ascii=False))
    click.echo(f"{detail} [{code}]", err=True)
    sys.exit(_REFUSED)


def _report(analysis: Analysis, dry_run: bool) -> None:
    counts = analysis.tally.as_json()
    rejected = sum(counts["rejected"].values())
    click.echo(
        f"共 {counts['rows']} 行 = 新增 {counts['new']} + 变更 {counts['changed']} + 相同 {counts['same']}"
        f" + 重复 {counts['duplicates']} + 退回 {rejected}"
    )
    for reason in reasons_of(analysis.outcomes, analysis.kind):
        example = reason["example"]
        word = "退回" if reason["severity"] == "reject" else "提醒"
        click.echo(
            f"  {word} {reason['count']} 行 {reason['label']}({reason['code']})"
            f",例：《{example['sheet']}》{example['cell']} {example['seen']}。{reason['advice']}"
        )
    if dry_run:
        click.echo("只核对，没有写入。")
    elif not analysis.writes_anything:
        click.echo("没有可写入的。")
    else:
        click.echo("已写入。可在“导入”里整批撤销。")


def _show_progress(done: int, total: int, step: str) -> None:
    """Overwrite one line, on a terminal only."""
    if sys.stderr.isatty():
        click.echo(f"\r{step} {done}/{total}   ", nl=False, err=True)
