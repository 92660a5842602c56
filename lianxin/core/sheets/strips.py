"""Cutting a sheet into vertical strips where tables stand side by side."""

from lianxin.core.sheets.headers import Area, is_header_row
from lianxin.core.sheets.words import Vocabulary, compact, is_serial_header

_HEAD_ROWS = 40


def split_strips(area: Area, vocabulary: Vocabulary) -> list[Area]:
    """This will cut at columns that are blank from top to bottom, when what stands on both sides are tables."""
    runs = _column_runs(area)
    if len(runs) < 2:
        return [area]
    strips = [area.narrowed(*runs[0])]
    for left, right in runs[1:]:
        strip = area.narrowed(left, right)
        if _is_apart(strips[-1], strip, vocabulary):
            strips.append(strip)
        else:
            strips[-1] = area.narrowed(strips[-1].left, right)
    return strips


def _column_runs(area: Area) -> list[tuple[int, int]]:
    used = sorted({column for filled in set(map(tuple, area.filled)) for column in filled})
    runs = [[used[0], used[0]]]
    for column in used[1:]:
        if column == runs[-1][1] + 1 or _is_bridged(area, runs[-1][1], column):
            runs[-1][1] = column
        else:
            runs.append([column, column])
    return [(left, right) for left, right in runs]


def _is_bridged(area: Area, left: int, right: int) -> bool:
    """This will see a merged data or header cell that reaches over the gap; a title over everything does not count."""
    return any(
        span.left <= left and span.right >= left + 1 and span.right < right and span.bottom == span.top
        for span in area.sheet.merged
    )


def _first_header(area: Area, vocabulary: Vocabulary) -> int | None:
    rows = range(min(_HEAD_ROWS, len(area.filled)))
    return next((row for row in rows if is_header_row(area, row, vocabulary)), None)


def _is_apart(left: Area, right: Area, vocabulary: Vocabulary) -> bool:
    left_header, right_header = _first_header(left, vocabulary), _first_header(right, vocabulary)
    if right_header is None or left_header is None:
        # A remark beside the table stands apart; a real column that only lacks a header word does not.
        sparse = right if right_header is None else left
        return sum(bool(filled) for filled in sparse.filled) <= 0.2 * _row_count(left, right)
    if left_header != right_header:
        return True
    words = [{compact(value) for _c, value in side.texts(left_header)} for side in (left, right)]
    first = right.value(left_header, right.filled[left_header][0])
    return (
        bool(words[0] & words[1]) or (isinstance(first, str) and is_serial_header(first)) or _fill_differs(left, right)
    )


def _row_count(left: Area, right: Area) -> int:
    return sum(bool(one) or bool(other) for one, other in zip(left.filled, right.filled, strict=True))


def _fill_differs(left: Area, right: Area) -> bool:
    """This will tell that the rows of both sides do not belong together: many are filled on one side only."""
    one_sided = sum((len(one) >= 2) != (len(other) >= 1) for one, other in zip(left.filled, right.filled, strict=True))
    return one_sided > 0.3 * _row_count(left, right)
