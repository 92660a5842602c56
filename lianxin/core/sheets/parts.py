"""Columns that hold the outer part of a value (单元 of a door), stated once per group, and what stays blank there."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from lianxin.core.sheets.fields import Field, FieldSet
from lianxin.core.sheets.mapping import ColumnMapping
from lianxin.core.sheets.matching import group_part
from lianxin.core.sheets.tables import Row, Table
from lianxin.core.sheets.values import cell_text
from lianxin.core.sheets.workbook import CellValue

STATED_ONCE = 0.7  # above this share of stated cells a column is stated in every row


@dataclass(slots=True)
class Line:
    """This will hold a data row on its way: its cells, its values by field, and the stretch of rows it stands in."""

    row: Row
    cells: list[CellValue]
    values: dict[str, CellValue]
    stretch: int
    gaps: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Part:
    """This will name a column of an outer part, its field, and the positions of the inner parts it stands before."""

    field: Field
    position: int
    sign: str
    inner: tuple[int, ...]


def outer_parts(table: Table, kind: FieldSet, mapping: ColumnMapping) -> list[Part]:
    """This will find the columns of outer parts among those that are joined into one field."""
    found = []
    for each in kind.fields:
        positions = mapping.positions(each.code) if each.group_parts else []
        signs = {at: sign for at in positions if (sign := group_part(table.columns[at], each))}
        inner = tuple(at for at in positions if at not in signs)
        if inner:
            found += [Part(each, at, sign, inner) for at, sign in signs.items()]
    return found


def complete_parts(lines: Sequence[Line], parts: Sequence[Part], group_codes: Sequence[str]) -> None:
    """This will fill outer parts down within their group and note in `gaps` what could not be decided."""
    _note_blank_groups(lines, group_codes)
    if not parts:
        return
    outer = [tuple(_text(line.values[code]) for code in group_codes) for line in lines]
    for part in parts:
        if any(line.cells[part.position] == "" for line in lines):
            _fill(lines, part, outer)
            _note_gaps(lines, part, outer)
        outer = [(*key, _text(line.cells[part.position])) for key, line in zip(outer, lines, strict=True)]
        for line in lines:
            text = _text(line.cells[part.position])
            if text.isascii() and text.isalnum():
                line.cells[part.position] = text + part.sign


def _note_blank_groups(lines: Sequence[Line], codes: Sequence[str]) -> None:
    for at, code in enumerate(codes):
        blank = [line for line in lines if line.values[code] == ""]
        if not blank:
            continue
        stated = {_key(line, codes[:at]) for line in lines if line.values[code] != ""}
        for line in blank:
            if _key(line, codes[:at]) in stated:
                line.gaps.add(code)


def _key(line: Line, codes: Sequence[str]) -> tuple[str, ...]:
    return tuple(_text(line.values[code]) for code in codes)


def _is_asked(line: Line, part: Part) -> bool:
    """This will tell a row that lacks the outer part from one that states nothing of the value at all."""
    return line.cells[part.position] == "" and any(line.cells[at] != "" for at in part.inner)


def _fill(lines: Sequence[Line], part: Part, outer: Sequence[tuple[str, ...]]) -> None:
    """This will give a blank the part stated above it in the same stretch and outer group, never beyond."""
    if not _is_stated_once(lines, part, outer):
        return
    place: tuple[int, tuple[str, ...]] | None = None
    value: CellValue = ""
    for line, key in zip(lines, outer, strict=True):
        if (line.stretch, key) != place:
            place, value = (line.stretch, key), ""
        if line.cells[part.position] != "":
            value = line.cells[part.position]
        elif _is_asked(line, part):
            line.cells[part.position] = value


def _is_stated_once(lines: Sequence[Line], part: Part, outer: Sequence[tuple[str, ...]]) -> bool:
    previous: tuple[tuple[str, ...], CellValue] | None = None
    stated = 0
    for line, key in zip(lines, outer, strict=True):
        value = line.cells[part.position]
        stated += value != ""
        if value != "" and (key, value) == previous:
            return False
        previous = (key, value)
    return stated <= STATED_ONCE * len(lines)


def _note_gaps(lines: Sequence[Line], part: Part, outer: Sequence[tuple[str, ...]]) -> None:
    """A house none of whose rows states a unit has none; where some do, a blank could be any of them."""
    stated = {key for line, key in zip(lines, outer, strict=True) if line.cells[part.position] != ""}
    for line, key in zip(lines, outer, strict=True):
        if key in stated and _is_asked(line, part):
            line.gaps.add(part.field.code)


def _text(value: CellValue) -> str:
    return cell_text(value) if value != "" else ""
