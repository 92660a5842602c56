"""Which column feeds which field: proposed with a reason, changed by the clerk, remembered per layout."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lianxin.core.sheets.fields import Field, FieldSet
from lianxin.core.sheets.matching import ACCEPTED, PART, Fit, fit, is_part, sample_texts
from lianxin.core.sheets.tables import Column, Row, RowKind, Table
from lianxin.core.sheets.values import cell_text
from lianxin.core.sheets.words import group_name

_SHOWN_SAMPLES = 5
_JOIN_FROM = 0.95
_SURE, _SURE_COLUMNS = 0.9, 2


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """This will say which field a column feeds (None: not used), how sure that is (0–1) and why.

    `samples` are raw texts and may be personal data.
    """

    position: int
    letter: str
    header: str
    field: str | None
    confidence: float
    reason: str
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """This will hold the mapping of one table; `missing` are the required fields nothing feeds."""

    columns: tuple[ColumnMatch, ...]
    missing: tuple[str, ...]
    is_remembered: bool = False

    @property
    def is_complete(self) -> bool:
        return not self.missing

    def choice(self) -> list[str | None]:
        """This will give the fields by column position, the form in which a mapping is remembered."""
        return [column.field for column in self.columns]

    def positions(self, code: str) -> list[int]:
        return [column.position for column in self.columns if column.field == code]


def propose_mapping(
    table: Table,
    kind: FieldSet,
    remembered: Mapping[str, Sequence[str | None]] | None = None,
    samples: list[list[str]] | None = None,
) -> ColumnMapping:
    """This will propose a mapping; `remembered` holds earlier choices by layout, `samples` spare a second look."""
    samples = sample_texts(table) if samples is None else samples
    known = {field.code for field in kind.fields}
    choice = (remembered or {}).get(table.layout_key)
    if choice is not None and len(choice) == len(table.columns) and set(choice) - {None} <= known:
        matches = [
            _match(column, sample, code, Fit(1.0, "照上次的对法"))
            for column, sample, code in zip(table.columns, samples, choice, strict=True)
        ]
        return _mapping(table, kind, matches, is_remembered=True)
    chosen = _assign(table.columns, samples, kind)
    matches = [
        _match(column, sample, *chosen.get(column.position, (None, Fit(0.0, _unused_reason(column)))))
        for column, sample in zip(table.columns, samples, strict=True)
    ]
    return _mapping(table, kind, matches)


def mapping_from_choice(table: Table, kind: FieldSet, choice: Mapping[str, str | None]) -> ColumnMapping:
    """This will build the mapping a clerk chose: field code by column letter; columns not named are not used."""
    matches = [
        _match(column, sample, choice.get(column.letter) or None, Fit(1.0, "人工指定"))
        for column, sample in zip(table.columns, sample_texts(table), strict=True)
    ]
    return _mapping(table, kind, matches)


def _match(column: Column, sample: list[str], code: str | None, how: Fit) -> ColumnMatch:
    shown = tuple(sample[:_SHOWN_SAMPLES])
    return ColumnMatch(column.position, column.letter, column.header, code, round(how.score, 2), how.reason, shown)


def _mapping(table: Table, kind: FieldSet, matches: list[ColumnMatch], is_remembered: bool = False) -> ColumnMapping:
    fed = {match.field for match in matches if match.field} | set(group_sources(table, kind))
    fed |= _fed_by_lines(table, kind, fed)
    fed -= _shaky(matches, kind)
    return ColumnMapping(tuple(matches), kind.missing(fed), is_remembered)


def _shaky(matches: list[ColumnMatch], kind: FieldSet) -> set[str]:
    """This will name required fields found only by likeness in a table that has hardly another known column.

    物品名称 resembles 名称; whether the list is one of the kind is then for a person to say.
    """
    sure = {match.field for match in matches if match.field and match.confidence >= _SURE}
    unsure = {match.field for match in matches if match.field} - sure
    required = {field.code for field in kind.fields if field.is_required}
    headed = sum(bool(match.header) for match in matches)
    return {code for code in unsure if code} & required if len(sure) < min(_SURE_COLUMNS, headed // 2) else set()


def _unused_reason(column: Column) -> str:
    return "用不到这一列" if column.header else "没有表头"


def _assign(columns: Sequence[Column], samples: list[list[str]], kind: FieldSet) -> dict[int, tuple[str | None, Fit]]:
    """This will give each column at most one field and each field its best column, surest pairs first."""
    pairs = [
        (how.score, -column.position, column, field, how)
        for column, sample in zip(columns, samples, strict=True)
        for field in kind.fields
        if (how := fit(column, sample, field)).score >= ACCEPTED
    ]
    pairs.sort(key=lambda pair: pair[:2], reverse=True)
    chosen: dict[int, tuple[str | None, Fit]] = {}
    feeding: dict[str, list[Column]] = {}
    for _score, _place, column, field, how in pairs:
        others = feeding.setdefault(field.code, [])
        if column.position in chosen or (others and not _may_join(field, how, column, others)):
            continue
        chosen[column.position] = (field.code, how)
        others.append(column)
    for columns_fed in feeding.values():
        if len(columns_fed) == 1 and chosen[columns_fed[0].position][1] == PART:
            del chosen[columns_fed[0].position]  # 栋 without a room is no door
    return chosen


def _may_join(field: Field, how: Fit, column: Column, others: list[Column]) -> bool:
    """This will let several phone columns feed one field, and 姓 with 名, but never 姓名 with 户主姓名.

    Of 户主 电话 … 配偶 电话 the second 电话 speaks of somebody else.
    """
    if field.parts:
        return all(is_part(each, field) for each in (column, *others))
    if any(each.header == column.header and abs(each.position - column.position) > 1 for each in others):
        return False
    return field.join is not None and how.score >= _JOIN_FROM


def _fed_by_lines(table: Table, kind: FieldSet, fed: set[str]) -> set[str]:
    """This will name the group fields without a column that the group lines among the rows feed."""
    lines = [group_line_name(row) for row in table.rows if row.kind is RowKind.GROUP]
    claimed = {
        field.code
        for field in kind.fields
        if field.is_group and field.looks_like is not None and any(field.looks_like(name) for name in lines)
    }
    open_fields = [field for field in kind.fields if field.is_group and not field.looks_like and field.code not in fed]
    looks = [field.looks_like for field in kind.fields if field.is_group and field.looks_like is not None]
    if open_fields and any(not any(look(name) for look in looks) for name in lines):
        claimed.add(open_fields[0].code)
    return claimed


def group_line_name(row: Row) -> str:
    """This will give the name a group line states, without its count or numeral."""
    text = next((text for value in row.values if (text := cell_text(value))), "")
    return group_name(text) or text


def group_sources(table: Table, kind: FieldSet) -> dict[str, str]:
    """This will name the group fields that lines above or the sheet's name can feed, with the value standing first."""
    sources: dict[str, str] = {}
    for field in kind.fields:
        if field.is_group and field.looks_like is not None:
            for text in table.leading_texts:
                if field.looks_like(text):
                    sources[field.code] = text
                    break
    for field in kind.fields:
        if field.takes_sheet_name and field.code not in sources and field.looks_like is not None:
            name = table.sheet.name.strip()
            if field.looks_like(name):
                sources[field.code] = name
    return sources
