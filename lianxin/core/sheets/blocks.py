"""Cutting a strip into blocks: each table with what stands above it, every row with its kind."""

from dataclasses import dataclass, field

from lianxin.core.sheets.headers import Area, column_parts, header_rows, is_header_row, is_later_header, is_plain_header
from lianxin.core.sheets.rows import (
    RowJudge,
    above_header_kind,
    close_tail,
    is_numbering_row,
    is_sample_row,
    is_translation_row,
    is_unit_row,
)
from lianxin.core.sheets.tables import RowKind
from lianxin.core.sheets.values import cell_text
from lianxin.core.sheets.words import Vocabulary, compact, group_name, is_serial_header
from lianxin.core.sheets.workbook import CellValue

_HEAD_ROWS = 40
_LOOK_AFTER_GAP = 4


@dataclass(slots=True)
class Block:
    """This will hold the rows from `top` on in `area`; without `parts` (header words by column) there is no table."""

    area: Area
    top: int
    kinds: list[RowKind]
    titles: tuple[str, ...] = ()
    parts: dict[int, tuple[str, ...]] = field(default_factory=dict)
    header_offset: int = 0

    @property
    def columns(self) -> list[int]:
        return sorted(self.parts)


def find_blocks(area: Area, vocabulary: Vocabulary) -> list[Block]:
    """This will find the blocks of a strip; together they hold all its rows."""
    heads = _find_heads(area, vocabulary)
    if not heads:
        words = [[cell_text(value) for _c, value in area.texts(row)] for row in range(len(area.filled))]
        return [Block(area, 0, [above_header_kind(each) if len(each) < 2 else RowKind.NOTE for each in words])]
    starts = [
        0,
        *(_lead_start(area, heads[place - 1][1], heads[place][0]) for place in range(1, len(heads))),
    ]
    blocks: list[Block] = []
    for place, (top, bottom) in enumerate(heads):
        end = starts[place + 1] if place + 1 < len(heads) else len(area.filled)
        for part in _split_by_header(area, top, bottom):
            blocks.append(_block(part, starts[place], top, bottom, end, vocabulary))
    return _join_repeated(blocks)


def _find_heads(area: Area, vocabulary: Vocabulary) -> list[tuple[int, int]]:
    """This will find the rows of every header: one in the head of the strip, others after a gap or by their words."""
    heads: list[tuple[int, int]] = []
    rows = area.sheet.rows
    known: set[CellValue] = set(vocabulary.raw)
    look_until = _HEAD_ROWS
    ends: set[tuple[str, ...]] = set()  # the last rows of the headers found, to know them again
    for row, filled in enumerate(area.filled):
        if heads and row <= heads[-1][1]:
            continue
        if len(filled) < 2:
            look_until = max(look_until, row + _LOOK_AFTER_GAP)
        elif row > look_until and len(known.intersection(rows[row])) < 2:
            continue
        elif _words(area, row) in ends or (is_later_header if heads else is_header_row)(area, row, vocabulary):
            top, bottom = header_rows(area, row, vocabulary)
            if heads:
                top = _repeated_from(area, heads[0], top)
            else:
                known |= {value for each in range(top, bottom + 1) for _column, value in area.texts(each)}
            if heads and top <= heads[-1][1] + 1:
                heads[-1] = (heads[-1][0], bottom)  # header rows without a row between them are one header
            else:
                heads.append((top, bottom))
            ends.add(_words(area, bottom))
            look_until = bottom + 1
    return heads or _plain_heads(area, vocabulary)


def _repeated_from(area: Area, first: tuple[int, int], top: int) -> int:
    """This will take the upper rows of a repeated header for part of it when they repeat the first one word by word."""
    own = [_words(area, row) for row in range(first[0], first[1] + 1)]
    while top > first[1] + 1 and _words(area, top - 1) in own:
        top -= 1
    return top


def _words(area: Area, row: int) -> tuple[str, ...]:
    return tuple(compact(value) for _column, value in area.texts(row))


def _plain_heads(area: Area, vocabulary: Vocabulary) -> list[tuple[int, int]]:
    for row in range(min(_HEAD_ROWS, len(area.filled))):
        if is_plain_header(area, row, vocabulary):
            return [header_rows(area, row, vocabulary)]
    return _single_column_head(area, vocabulary)


def _single_column_head(area: Area, vocabulary: Vocabulary) -> list[tuple[int, int]]:
    """This will accept a list of one column when its only word is a known header word."""
    if any(len(filled) > 1 for filled in area.filled):
        return []
    for row, filled in enumerate(area.filled[:_HEAD_ROWS]):
        if filled and vocabulary.weight(area.value(row, filled[0])) == 1.0:
            return [(row, row)]
    return []


def _lead_start(area: Area, previous: int, top: int) -> int:
    """This will find where the lines above a later header begin (title, note, group line), so they go with it."""
    row = top
    while row - 1 > previous and len(area.filled[row - 1]) <= 1:
        row -= 1
    while row < top and not _is_lead(area, row):
        row += 1
    return row


def _is_lead(area: Area, row: int) -> bool:
    """This will leave a total, note or signature that ends the table above with that table."""
    filled = area.filled[row]
    if not filled:
        return False
    words = cell_text(area.value(row, filled[0]))
    value = area.value(row, filled[0])
    judged = RowJudge(area, row, row, None, Vocabulary(())).kind(row)
    return isinstance(value, str) and bool(words) and judged in (RowKind.DATA, RowKind.GROUP, RowKind.TITLE)


def _split_by_header(area: Area, top: int, bottom: int) -> list[Area]:
    """This will cut a block where its header words begin anew: 姓名 电话 | 姓名 电话."""
    parts = column_parts(area, top, bottom)
    named = [column for column in sorted(parts) if parts[column]]
    words = [compact("/".join(parts[column])) for column in named]
    first = words[0] if words else ""
    cuts = [place for place, word in enumerate(words) if word == first] if len(words) >= 4 else [0]
    if len(cuts) < 2 or not _segments_agree(words, cuts):
        return [area]
    lefts = [area.left, *(named[place] for place in cuts[1:])]
    rights = [left - 1 for left in lefts[1:]] + [area.right]
    return [area.narrowed(left, right) for left, right in zip(lefts, rights, strict=True)]


def _segments_agree(words: list[str], cuts: list[int]) -> bool:
    segments = [words[a:b] for a, b in zip(cuts, [*cuts[1:], len(words)], strict=True)]
    if min(len(segment) for segment in segments) < 2:
        return False
    return all(len(set(segments[0]) & set(segment)) >= 0.5 * len(segment) for segment in segments[1:])


def _block(area: Area, start: int, top: int, bottom: int, end: int, vocabulary: Vocabulary) -> Block:
    parts = column_parts(area, top, bottom)
    kinds: list[RowKind] = []
    titles: list[str] = []
    for row in range(start, top):
        words = [cell_text(value) for _column, value in area.texts(row)]
        kind = above_header_kind(words)
        if kind is RowKind.TITLE and start > 0 and (group_name(words[0]) or vocabulary.is_group_value(words[0])):
            kind = RowKind.GROUP
        kinds.append(kind)
        titles += area.lead_texts(row)
    kinds += [RowKind.HEADER] * (bottom - top + 1)
    serial = next((column for column in sorted(parts) if parts[column] and is_serial_header(parts[column][-1])), None)
    below = _kinds_below(area, bottom, end, serial, vocabulary)
    kinds += [_as_title(area, bottom + 1 + at, kind, titles, vocabulary) for at, kind in enumerate(below)]
    offset = next((at for at, kind in enumerate(kinds) if kind in (RowKind.GROUP, RowKind.HEADER)), 0)
    return Block(area, start, kinds, tuple(titles), parts, offset)


def _as_title(area: Area, row: int, kind: RowKind, titles: list[str], vocabulary: Vocabulary) -> RowKind:
    """This will know the title of the list again where a page repeats it among the rows."""
    if kind not in (RowKind.DATA, RowKind.GROUP) or len(area.filled[row]) != 1:
        return kind
    text = cell_text(area.value(row, area.filled[row][0]))
    return RowKind.TITLE if text in titles and not vocabulary.is_group_value(text) else kind


def _kinds_below(area: Area, bottom: int, end: int, serial: int | None, vocabulary: Vocabulary) -> list[RowKind]:
    judge = RowJudge(area, bottom + 1, end - 1, serial, vocabulary)
    kinds: list[RowKind] = []
    is_under_header = True
    for row in range(bottom + 1, end):
        kind = judge.kind(row)
        if is_under_header and kind is not RowKind.BLANK:
            texts = area.texts(row)
            is_under_header = False
            if is_numbering_row(texts) or is_unit_row(texts) or is_translation_row(texts, len(area.filled[bottom])):
                kind, is_under_header = RowKind.HEADER, True
            elif is_sample_row(texts):
                kind, is_under_header = RowKind.NOTE, True
        kinds.append(kind)
    return close_tail(judge, bottom + 1, kinds)


def _join_repeated(blocks: list[Block]) -> list[Block]:
    """This will take a header repeated down the sheet for the same table, unless a new title begins another one."""
    joined: list[Block] = []
    for block in blocks:
        earlier = next((each for each in reversed(joined) if each.area.left == block.area.left), None)
        if earlier is not None and earlier.area.right == block.area.right and _continues(earlier, block):
            earlier.kinds += block.kinds
        else:
            joined.append(block)
    return joined


def _continues(earlier: Block, block: Block) -> bool:
    if [compact("/".join(earlier.parts[column])) for column in earlier.columns] != [
        compact("/".join(block.parts[column])) for column in block.columns
    ]:
        return False
    return (
        not block.titles
        or set(block.titles) <= set(earlier.titles)
        or all(kind is not RowKind.TITLE for kind in block.kinds)
    )
