"""Finding the tables of every sheet and accounting for each of its rows."""

import hashlib
from collections import Counter
from collections.abc import Sequence

from lianxin.core.sheets.blocks import Block, find_blocks
from lianxin.core.sheets.fields import FieldSet
from lianxin.core.sheets.headers import Area, Filled
from lianxin.core.sheets.strips import split_strips
from lianxin.core.sheets.tables import Column, Pane, Row, SheetSurvey, Table
from lianxin.core.sheets.values import cell_text
from lianxin.core.sheets.words import Vocabulary, compact, is_day_header, is_note
from lianxin.core.sheets.workbook import Sheet, Workbook, column_letter


def survey_workbook(workbook: Workbook, vocabulary: Sequence[FieldSet]) -> list[SheetSurvey]:
    """This will find the tables of every sheet, with the header words of all known kinds as a help."""
    words = Vocabulary(vocabulary)
    return [_survey_sheet(sheet, words) for sheet in workbook.sheets]


def _survey_sheet(sheet: Sheet, vocabulary: Vocabulary) -> SheetSurvey:
    area = _whole_area(sheet)
    if area is None:
        return SheetSurvey(sheet, (), (), "是空的")
    panes: list[Pane] = []
    tables: list[Table] = []
    for strip in split_strips(area, vocabulary):
        for block in find_blocks(strip, vocabulary):
            panes.append(Pane(block.area.left, block.area.right, block.top, tuple(block.kinds)))
            if block.parts:
                tables.append(_table(block))
    return SheetSurvey(sheet, tuple(panes), tuple(tables), "" if tables else _why_no_table(area, vocabulary))


def _whole_area(sheet: Sheet) -> Area | None:
    seen: dict[Filled, Filled] = {}
    filled: list[Filled] = []
    for row in sheet.rows:
        key = tuple([i for i, value in enumerate(row) if value != "" and not (type(value) is str and value.isspace())])
        filled.append(seen.setdefault(key, key))
    if sheet.formula_gaps or sheet.error_cells:
        _mark_hidden_cells(sheet, filled)
    used = {column for pattern in seen for column in pattern} | {c for _r, c in sheet.formula_gaps}
    return Area(sheet, min(used), max(used), filled) if used else None


def _mark_hidden_cells(sheet: Sheet, filled: list[Filled]) -> None:
    """This will count formulas without result and error cells as filled, so that their rows are not lost as blank."""
    for row, column in [*sheet.formula_gaps, *sheet.error_cells]:
        if column not in filled[row]:
            filled[row] = tuple(sorted((*filled[row], column)))


def _table(block: Block) -> Table:
    columns = tuple(
        Column(position, index, column_letter(index), "/".join(block.parts[index]), block.parts[index])
        for position, index in enumerate(block.columns)
    )
    first, last = block.columns[0], block.columns[-1]
    rows = []
    for offset, kind in enumerate(block.kinds):
        if offset < block.header_offset:
            continue
        values = block.area.sheet.rows[block.top + offset][first : last + 1]
        values += [""] * (last + 1 - first - len(values))
        rows.append(Row(block.top + offset + 1, kind, values))
    return Table(block.area.sheet, block.titles, columns, tuple(rows), layout_key(columns))


def layout_key(columns: Sequence[Column]) -> str:
    """This will name a layout by its header words, whatever stands around them."""
    words = "|".join(compact(column.header) for column in columns)
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _why_no_table(area: Area, vocabulary: Vocabulary) -> str:
    texts = [cell_text(value) for row in range(len(area.filled)) for _c, value in area.texts(row)]
    for row in range(len(area.filled)):
        if sum(is_day_header(value) for _column, value in area.texts(row)) >= 5:
            return "像排班表或日程表"
    first = [vocabulary.weight(area.value(row, filled[0])) for row, filled in enumerate(area.filled) if len(filled) > 1]
    if len(first) >= 2 and first.count(1.0) >= 0.6 * len(first):
        return "像一人一张的登记卡，或是行列颠倒的表"
    widths = Counter(min(len(filled), 3) for filled in area.filled if filled)
    if widths[1] >= 3 and widths[1] > 2 * (widths[2] + widths[3]) and sum(len(text) > 15 for text in texts) >= 2:
        return "像一篇文字"
    if any(is_note(text) for text in texts) and widths[3] == 0:
        return "只有说明文字"
    return "没有找到表头"
