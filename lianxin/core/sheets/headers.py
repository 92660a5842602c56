"""Finding the header of a table: which rows it takes, and the words of each column."""

from collections.abc import Sequence
from itertools import pairwise

from lianxin.core.sheets.values import cell_text, clean_text
from lianxin.core.sheets.words import Vocabulary, compact, is_parent_word
from lianxin.core.sheets.workbook import CellValue, Sheet, Span

Filled = Sequence[int]
_DEEPEST_HEADER = 4


class Area:
    """This will look at a rectangle of a sheet: columns `left` to `right` and, row by row, which are filled."""

    def __init__(self, sheet: Sheet, left: int, right: int, filled: list[Filled]) -> None:
        self.sheet = sheet
        self.left = left
        self.right = right
        self.filled = filled
        self._spans: dict[int, list[Span]] = {}
        for span in sheet.merged:
            if span.left <= right and span.right >= left:
                for row in range(span.top, min(span.bottom + 1, len(sheet.rows))):
                    self._spans.setdefault(row, []).append(span)

    def value(self, row: int, column: int) -> CellValue:
        values = self.sheet.rows[row]
        return values[column] if column < len(values) else ""

    def texts(self, row: int) -> list[tuple[int, CellValue]]:
        values = self.sheet.rows[row]
        return [(column, values[column]) for column in self.filled[row]]

    def spans_on(self, row: int) -> list[Span]:
        return self._spans.get(row, [])

    def lead_texts(self, row: int) -> list[str]:
        """This will give the texts that stand over these columns, also from a merged cell that begins further left."""
        reaching = [self.sheet.rows[span.top][span.left] for span in self.spans_on(row) if span.left < self.left]
        return [text for value in [*reaching, *(value for _c, value in self.texts(row))] if (text := cell_text(value))]

    def span_at(self, row: int, column: int) -> Span | None:
        return next((span for span in self.spans_on(row) if span.left <= column <= span.right), None)

    def narrowed(self, left: int, right: int) -> "Area":
        """This will look at fewer columns of the same rows."""
        if (left, right) == (self.left, self.right):
            return self
        seen: dict[Filled, Filled] = {}
        narrowed: list[Filled] = []
        for filled in self.filled:
            key = tuple(filled)
            if key not in seen:
                seen[key] = tuple(column for column in key if left <= column <= right)
            narrowed.append(seen[key])
        return Area(self.sheet, left, right, narrowed)


def is_header_row(area: Area, row: int, vocabulary: Vocabulary) -> bool:
    """This will tell by the words of a row whether it heads a table."""
    filled = area.filled[row]
    if len(filled) < 2:
        return False
    weights = [vocabulary.weight(value) for _column, value in area.texts(row)]
    exact = weights.count(1.0)
    known = exact + 0.7 * weights.count(0.7)
    if not _is_free_of_answers(weights, exact):
        return False
    return (exact >= 2 and known >= 0.34 * len(weights)) or (exact >= 1 and known >= 0.6 * len(weights))


def is_later_header(area: Area, row: int, vocabulary: Vocabulary) -> bool:
    """This will ask more of a header in the middle of data, where 负责人 or 单位 may be what a row says."""
    if not is_header_row(area, row, vocabulary):
        return False
    weights = [vocabulary.weight(value) for _column, value in area.texts(row)]
    exact, known = weights.count(1.0), weights.count(1.0) + weights.count(0.7)
    follows_gap = row == 0 or len(area.filled[row - 1]) < 2
    return known == len(weights) or (exact >= 3 and known >= 0.6 * len(weights)) or (follows_gap and exact >= 2)


def _is_free_of_answers(weights: list[float], exact: int) -> bool:
    """This will tell a header from a line of a form (联系人 李明 电话 100…), where an answer follows each word."""
    bad = weights.count(-1.0)
    follows = any(word == 1.0 and answer == -1.0 for word, answer in pairwise(weights))
    return bad == 0 or (exact >= 3 and bad <= len(weights) // 5 and not follows)


def is_plain_header(area: Area, row: int, vocabulary: Vocabulary) -> bool:
    """This will tell by shape alone: short different words above rows that hold numbers or longer text."""
    texts = area.texts(row)
    words = [compact(value) for _column, value in texts]
    if len(texts) < 3 or len(set(words)) < len(words) or any(vocabulary.weight(value) < 0 for _c, value in texts):
        return False
    if any(len(word) > 12 or any(sign.isdigit() for sign in word) for word in words):
        return False
    below = [index for index in range(row + 1, min(row + 8, len(area.filled))) if len(area.filled[index]) >= 2]
    full = [index for index in below if len(area.filled[index]) >= 0.5 * len(texts)]
    return len(full) >= 2 and all(_has_figures(area, index) for index in full)


def _has_figures(area: Area, row: int) -> bool:
    return any(
        not isinstance(value, str) or any(sign.isdigit() for sign in value) for _column, value in area.texts(row)
    )


def header_rows(area: Area, row: int, vocabulary: Vocabulary) -> tuple[int, int]:
    """This will give the first and last row of the header that `row` belongs to."""
    top, bottom = _along_merges(area, row, row)
    while bottom - top < _DEEPEST_HEADER and bottom + 1 < len(area.filled) and _is_child_row(area, bottom, vocabulary):
        top, bottom = _along_merges(area, top, bottom + 1)
    while top > 0 and bottom - top < _DEEPEST_HEADER and _is_parent_row(area, top - 1, vocabulary):
        top -= 1
    return top, bottom


def _along_merges(area: Area, top: int, bottom: int) -> tuple[int, int]:
    for span in area.spans_on(top) + area.spans_on(bottom):
        covers_all = span.left <= area.left and span.right >= area.right
        if span.bottom - span.top < _DEEPEST_HEADER and not covers_all and area.filled[span.top]:
            top, bottom = min(top, span.top), max(bottom, span.bottom)
    return top, min(bottom, len(area.filled) - 1)


def _runs(area: Area, row: int) -> list[tuple[int, int]]:
    """This will give, for each filled cell of a possible parent row, the columns it stands over."""
    filled = list(area.filled[row])
    runs: list[tuple[int, int]] = []
    if not filled:
        return runs
    for column, following in zip(filled, [*filled[1:], area.right + 1], strict=True):
        span = area.span_at(row, column)
        runs.append((column, span.right if span else following - 1))
    return runs


def _is_child_row(area: Area, parent: int, vocabulary: Vocabulary) -> bool:
    row = parent + 1
    filled = area.filled[row]
    wide = [run for run in _runs(area, parent) if run[1] > run[0]]
    if not filled or not wide:
        return False
    if not any(column not in area.filled[parent] for column in filled):
        return False
    words = [value for _column, value in area.texts(row)]
    under = [column for column in filled if any(left <= column <= right for left, right in wide)]
    if len(under) < len(filled) and sum(vocabulary.weight(value) > 0 for value in words) < 0.5 * len(words):
        return False
    return len(under) >= 2 and all(_may_head(value, vocabulary) for value in words)


def _may_head(value: CellValue, vocabulary: Vocabulary) -> bool:
    weight = vocabulary.weight(value)
    return weight > 0 or (weight == 0 and not any(sign.isdigit() for sign in str(value)))


def _is_parent_row(area: Area, row: int, vocabulary: Vocabulary) -> bool:
    filled, child = area.filled[row], area.filled[row + 1]
    if not filled or not child or _has_figures(area, row):
        return False
    if any(vocabulary.weight(value) < 0 for _column, value in area.texts(row)):
        return False
    spans = [span for span in area.spans_on(row) if span.right > span.left]
    if any(span.left <= area.left and span.right >= min(area.right, child[-1]) for span in spans):
        return False
    if len(filled) >= 2 and spans and len(filled) < len(child):
        return True
    # Without merges only words that speak of columns are believed: a sparse row of data may stand here as well.
    return len(filled) >= 2 and all(
        vocabulary.weight(value) > 0 or is_parent_word(value) for _column, value in area.texts(row)
    )


def column_parts(area: Area, top: int, bottom: int) -> dict[int, tuple[str, ...]]:
    """This will stack the header words over each column, a merged parent standing over all its children."""
    parts: dict[int, list[str]] = {column: [] for column in range(area.left, area.right + 1)}
    for row in range(top, bottom + 1):
        over = _words_over(area, row, bottom)
        for column, words in parts.items():
            word = over.get(column, "")
            if word and word not in words:
                words.append(word)
    return {column: tuple(words) for column, words in parts.items()}


def _words_over(area: Area, row: int, bottom: int) -> dict[int, str]:
    words: dict[int, str] = {}
    for span in area.spans_on(row):
        text = _word(area.value(span.top, span.left))
        words |= dict.fromkeys(range(span.left, span.right + 1), text)
    for left, right in _runs(area, row):
        text = _word(area.value(row, left))
        words[left] = text
        for column in range(left + 1, right + 1):
            # Without a merge, a parent reaches right only over columns that have a word of their own below.
            if all(_has_word_below(area, row, bottom, each) for each in (left, column)):
                words.setdefault(column, text)
    return words


def _has_word_below(area: Area, row: int, bottom: int, column: int) -> bool:
    return any(area.value(below, column) != "" for below in range(row + 1, bottom + 1))


def _word(value: CellValue) -> str:
    return clean_text(value).replace(" ", "") if isinstance(value, str) else compact(value)
