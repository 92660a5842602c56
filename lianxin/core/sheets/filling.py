"""Data rows by field code, with group values filled down and merged cells spread."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lianxin.core.sheets.fields import Field, FieldSet
from lianxin.core.sheets.mapping import ColumnMapping, group_line_name, group_sources
from lianxin.core.sheets.parts import STATED_ONCE, Line, complete_parts, outer_parts
from lianxin.core.sheets.tables import Row, RowKind, Table
from lianxin.core.sheets.values import cell_text
from lianxin.core.sheets.workbook import CellValue

_LONGEST_PART = 6


@dataclass(slots=True)
class MappedRow:
    """This will give one data row by field code; `cells` are its cells as they stand, `errors` show e.g. #REF!.

    `leading` is what stands over the whole table: the sheet's name, then the parts of its titles.
    `gaps` are the fields left blank, in whole or in an outer part, though other rows of the same group state it.
    """

    sheet: str
    number: int
    values: dict[str, CellValue]
    letters: Mapping[str, str]
    cells: list[CellValue]
    errors: Mapping[str, str]
    leading: tuple[str, ...] = ()
    gaps: frozenset[str] = frozenset()

    def text(self, code: str) -> str:
        """This will give the cleaned text of a field, "" when blank or absent."""
        value = self.values.get(code, "")
        return cell_text(value) if value != "" else ""

    def column(self, code: str) -> str:
        return self.letters.get(code, "")

    def cell(self, code: str) -> str:
        """This will give the address, e.g. D318, "" when no column feeds the field."""
        letter = self.letters.get(code, "")
        return f"{letter}{self.number}" if letter else ""


def read_rows(table: Table, kind: FieldSet, mapping: ColumnMapping) -> Iterator[MappedRow]:
    """This will yield every data row of a table by field code, in the order of the sheet."""
    single, joined = _columns_by_field(kind, mapping)
    letters = {field.code: table.columns[positions[0]].letter for field, positions in joined}
    letters |= {code: table.columns[position].letter for code, position in single}
    parts = outer_parts(table, kind, mapping)
    lines = _lines(table, single, _Groups(table, kind, mapping), are_filled=bool(parts))
    complete_parts(lines, parts, _group_codes(kind, lines))
    errors = _errors_by_row(table, mapping)
    leading = (table.sheet.name.strip(), *table.leading_texts)
    for line in lines:
        for field, positions in joined:
            line.values[field.code] = _join(field, [line.cells[position] for position in positions])
        row, gaps = line.row, frozenset(line.gaps)
        seen = errors.get(row.number, {})
        yield MappedRow(table.sheet.name, row.number, line.values, letters, row.values, seen, leading, gaps)


def _lines(table: Table, single: list[tuple[str, int]], groups: "_Groups", are_filled: bool) -> list[Line]:
    lines = []
    merged = _merged_values(table)
    for row in table.rows:
        if row.kind is not RowKind.DATA:
            groups.pass_line(row)
            continue
        cells = row.values
        if are_filled or row.number in merged:
            spread = merged.get(row.number, {})
            cells = [spread.get(at, value) for at, value in enumerate(cells)]
        values = {code: cells[position] for code, position in single}
        groups.fill(values)
        lines.append(Line(row, cells, values, groups.stretch))
    return lines


def _group_codes(kind: FieldSet, lines: list[Line]) -> list[str]:
    """This will name the group fields the rows have, outermost first."""
    return [field.code for field in kind.fields if field.is_group and lines and field.code in lines[0].values]


def _columns_by_field(
    kind: FieldSet, mapping: ColumnMapping
) -> tuple[list[tuple[str, int]], list[tuple[Field, list[int]]]]:
    single: list[tuple[str, int]] = []
    joined: list[tuple[Field, list[int]]] = []
    for field in kind.fields:
        positions = mapping.positions(field.code)
        if len(positions) == 1:
            single.append((field.code, positions[0]))
        elif positions:
            joined.append((field, positions))
    return single, joined


def _join(field: Field, cells: list[CellValue]) -> CellValue:
    stated = [cell for cell in cells if cell != ""]
    if len(stated) == 1:
        return stated[0]
    texts = [text for cell in stated if (text := cell_text(cell))]
    # A phone stated in two columns is one phone; building 1, unit 1 are two parts of a door.
    if len(set(texts)) == 1 and len(texts[0]) > _LONGEST_PART:
        texts = texts[:1]
    return (field.join if field.join is not None else "、").join(texts)


def _merged_values(table: Table) -> dict[int, dict[int, CellValue]]:
    """This will give the values of cells covered by a vertical merge, by row number and column position."""
    spread: dict[int, dict[int, CellValue]] = {}
    rows = {row.number: row for row in table.rows}
    positions = {column.index: column.position for column in table.columns}
    for span in table.sheet.merged:
        top = rows.get(span.top + 1)
        if top is None or top.kind is not RowKind.DATA or span.bottom == span.top:
            continue
        position = positions.get(span.left)
        if position is not None:
            for number in range(span.top + 2, span.bottom + 2):
                spread.setdefault(number, {})[position] = top.values[position]
    return spread


def _errors_by_row(table: Table, mapping: ColumnMapping) -> dict[int, dict[str, str]]:
    """This will give the error cells (#REF!, #N/A) of used columns by row number and field code."""
    fields = {table.columns[match.position].index: match.field for match in mapping.columns if match.field}
    errors: dict[int, dict[str, str]] = {}
    for (row, column), text in table.sheet.error_cells.items():
        if code := fields.get(column):
            errors.setdefault(row + 1, {})[code] = text
    return errors


class _Groups:
    """This will carry the values of group fields from group lines and first rows down to the rows below."""

    def __init__(self, table: Table, kind: FieldSet, mapping: ColumnMapping) -> None:
        groups = [field for field in kind.fields if field.is_group]
        self._from_column = [field for field in groups if mapping.positions(field.code)]
        self._from_line = [field for field in groups if not mapping.positions(field.code)]
        self._fields = [field for field in self._from_column if _fills_down(table, mapping.positions(field.code)[0])]
        self._lines = groups
        # What a title or the sheet's name says holds for all rows until a group line says otherwise.
        self._over_all: dict[str, CellValue] = {
            code: value for code, value in group_sources(table, kind).items() if not mapping.positions(code)
        }
        self._state = dict(self._over_all)
        self.stretch = 0

    def pass_line(self, row: Row) -> None:
        """This will let a subtotal end a group and a group line begin one, and count the stretches between them."""
        if row.kind is RowKind.SUBTOTAL and not _is_page_total(row):
            for field in self._from_column:
                self._state.pop(field.code, None)
            self.stretch += 1
        if row.kind is RowKind.GROUP:
            self.stretch += 1
            self._take_line(group_line_name(row))

    def _take_line(self, name: str) -> None:
        claimed = [field for field in self._lines if field.looks_like is not None and field.looks_like(name)]
        unclaimed = [field for field in self._from_line if field.looks_like is None]
        for field in (claimed or unclaimed)[:1]:
            # A new outer group ends what a line said about an inner one: after 禹洲花园 no more 1号楼.
            for inner in self._lines[self._lines.index(field) + 1 :]:
                self._end(inner)
            self._state[field.code] = name

    def fill(self, values: dict[str, CellValue]) -> None:
        for at, field in enumerate(self._from_column):
            if values[field.code] != "":
                # Nothing is filled across a new outer group: the last building of one compound is not of the next.
                if self._state.get(field.code) != values[field.code]:
                    for inner in self._from_column[at + 1 :]:
                        self._end(inner)
                self.stretch += field in self._fields
                self._state[field.code] = values[field.code]
            elif field in self._fields:
                values[field.code] = self._state.get(field.code, "")
        for field in self._from_line:
            values[field.code] = self._state.get(field.code, "")

    def _end(self, field: Field) -> None:
        self._state.pop(field.code, None)
        self._state |= {code: value for code, value in self._over_all.items() if code == field.code}


def _is_page_total(row: Row) -> bool:
    return any("页" in value for value in row.values if isinstance(value, str))


def _fills_down(table: Table, position: int) -> bool:
    """This will tell a column stated once per group from one stated in every row, where a blank is simply missing."""
    previous: CellValue = ""
    stated = 0
    rows = table.data_rows
    for row in rows:
        value = row.values[position]
        stated += value != ""
        if value != "" and value == previous:
            return False
        previous = value
    return stated <= STATED_ONCE * len(rows)
