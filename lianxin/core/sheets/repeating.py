"""A row that lists several: 小区 门牌 | 姓名 电话 | 姓名 电话, with columns in front that all of them share."""

from dataclasses import replace

from lianxin.core.sheets.fields import FieldSet
from lianxin.core.sheets.matching import fit
from lianxin.core.sheets.surveying import layout_key
from lianxin.core.sheets.tables import Column, Row, RowKind, Table
from lianxin.core.sheets.words import compact

_SURE = 0.95


def split_repeated(table: Table, kind: FieldSet) -> list[Table]:
    """This will cut a table whose columns begin anew with another entry, each part keeping the shared columns."""
    named = [column for column in table.columns if column.header]
    meanings = [_meaning(column, kind) for column in named]
    start = next((at for at, word in enumerate(meanings) if word in meanings[at + 1 :]), None)
    if not start:
        return [table]
    cuts = [at for at, word in enumerate(meanings) if word == meanings[start]]
    segments = [meanings[a:b] for a, b in zip(cuts, [*cuts[1:], None], strict=True)]
    required = {field.code for field in kind.fields if field.is_required}
    if not required & set(segments[0]) or any(part[: len(segments[0])] != segments[0] for part in segments):
        return [table]
    if len(segments[0]) < 2 or any(len(part) != len(segments[0]) for part in segments[:-1]):
        return [table]
    shared = [column for column in table.columns if column.index < named[start].index]
    lefts = [named[at].index for at in cuts]
    return [
        _part(table, shared, [column for column in table.columns if left <= column.index < right])
        for left, right in zip(lefts, [*lefts[1:], table.columns[-1].index + 1], strict=True)
    ]


def _meaning(column: Column, kind: FieldSet) -> str:
    """This will give the field a header surely names, otherwise its words."""
    best = max(kind.fields, key=lambda field: fit(column, (), field).score)
    return best.code if fit(column, (), best).score >= _SURE else compact(column.header)


def _part(table: Table, shared: list[Column], own: list[Column]) -> Table:
    columns = [*shared, *own]
    rows = []
    for row in table.rows:
        is_blank = row.kind is RowKind.DATA and all(row.values[column.position] == "" for column in own)
        values = [row.values[column.position] for column in columns]
        rows.append(Row(row.number, RowKind.BLANK if is_blank else row.kind, values))
    placed = tuple(replace(column, position=at) for at, column in enumerate(columns))
    return replace(table, columns=placed, rows=tuple(rows), layout_key=layout_key(placed))
