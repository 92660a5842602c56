"""Saying what a row below a header is. In doubt a row is data: its kind then rejects it with a reason."""

import re
from collections import Counter

from lianxin.core.sheets.headers import Area, Filled
from lianxin.core.sheets.tables import RowKind
from lianxin.core.sheets.values import cell_text
from lianxin.core.sheets.words import (
    Vocabulary,
    group_name,
    is_amount,
    is_count,
    is_legend,
    is_note,
    is_sign_off,
    is_signature,
    is_translation,
    total_word,
)
from lianxin.core.sheets.workbook import CellValue

_MARKS_LOOKED_AT = 3
_SIGNS = re.compile("[计总共:：]|制表|填表|填报|审核|审批|经办")
_EMPTY_SIGNS = frozenset("- — — / 元 人 户 个".split())
_COLON = re.compile("[:：]")
_LONG_NUMBER = re.compile(r"\d{7}")


class RowJudge:
    """This will judge the rows of one table, knowing its columns and how full its rows usually are."""

    def __init__(self, area: Area, first: int, last: int, serial: int | None, vocabulary: Vocabulary) -> None:
        self._area = area
        self._serial = serial
        self._vocabulary = vocabulary
        widths = Counter(map(len, area.filled[first : last + 1]))
        self._usual = max((width for width in widths if width > 1), key=lambda width: widths[width], default=2)

    def kind(self, row: int) -> RowKind:
        """This will name the kind of one row."""
        filled = self._area.filled[row]
        if not filled:
            return RowKind.BLANK
        is_sparse = len(filled) <= max(3, self._usual // 2) and not len(filled) >= self._usual > 2
        # A well-filled row without a telling sign is data; only the others are looked at cell by cell.
        if not is_sparse and not self._has_sign(row, filled):
            return RowKind.DATA
        texts = self._area.texts(row)
        if kind := self._total_kind(texts):
            return kind
        return self._sparse_kind(row, texts) if is_sparse or self._opens_signing(texts) else RowKind.DATA

    def _has_sign(self, row: int, filled: Filled) -> bool:
        values = self._area.sheet.rows[row]
        for column in filled[:_MARKS_LOOKED_AT]:
            value = values[column]
            if type(value) is str and _SIGNS.search(value):
                return True
        return False

    def _total_kind(self, texts: list[tuple[int, CellValue]]) -> RowKind | None:
        words = [cell_text(value) for _column, value in texts]
        for place, word in enumerate(words[:_MARKS_LOOKED_AT]):
            kind = total_word(word) if isinstance(texts[place][1], str) else ""
            # What stands before a bare 小计 is the group it sums up (莲秀社区 | 小计 | 6个), not a row of data.
            before = 0 if len(word.replace(" ", "")) <= 3 and place <= 1 else place
            others = [*texts[place - before : place], *texts[place + 1 :]]
            if kind and all(self._fits_total(value) for _column, value in others):
                return RowKind("subtotal" if kind == "total" and place and not is_count(texts[0][1]) else kind)
        return None

    @staticmethod
    def _fits_total(value: CellValue) -> bool:
        text = cell_text(value)
        if is_count(value):
            return not isinstance(value, int | float) or abs(value) < 10**10
        return not text or text in _EMPTY_SIGNS or bool(total_word(text)) or is_signature(text) or is_amount(text)

    def _sparse_kind(self, row: int, texts: list[tuple[int, CellValue]]) -> RowKind:
        words = [cell_text(value) for _column, value in texts]
        column, value = texts[0]
        if len(texts) == 1 and column == self._serial and (is_count(value) or not words[0]):
            return RowKind.TEMPLATE
        if any(is_signature(word) for word in words) and self._is_signing(words):
            return RowKind.SIGNATURE
        if len(texts) <= 2 and isinstance(value, str) and is_note(words[0]):
            return RowKind.NOTE
        return RowKind.GROUP if self._is_group(row, texts, words) else RowKind.DATA

    @staticmethod
    def _opens_signing(texts: list[tuple[int, CellValue]]) -> bool:
        first = texts[0][1]
        return isinstance(first, str) and (_COLON.search(first) is not None or is_signature(cell_text(first)))

    @staticmethod
    def _is_signing(words: list[str]) -> bool:
        """This will tell a line of signatures from a data row in which one cell happens to read like one."""
        signing = sum(is_signature(word) for word in words)
        with_colon = any(":" in word for word in words)
        return signing * 2 >= len(words) and (with_colon or signing == len(words) or signing >= 2)

    def is_full(self, row: int) -> bool:
        """This will tell a row filled like most rows from a sparse one."""
        return len(self._area.filled[row]) > max(2, self._usual // 2)

    def tail_kind(self, row: int, before: RowKind, is_apart: bool) -> RowKind | None:
        """This will name a sparse row after the last full one: an office and date signing off, one more note line."""
        texts = self._area.texts(row)
        words = [cell_text(value) for _column, value in texts]
        signs = [is_sign_off(word) for word in words]
        is_dated = any(sign and word[:1].isdigit() for sign, word in zip(signs, words, strict=True))
        if all(signs) and (is_apart or is_dated):
            return RowKind.SIGNATURE
        if before is RowKind.NOTE and len(words) == 1 and (words[0][:1].isdigit() or len(words[0]) >= 6):
            return RowKind.NOTE
        return None

    def opens_key(self, row: int) -> bool:
        """This will recognise the line that heads a key to signs and codes."""
        texts = self._area.texts(row)
        return bool(texts) and is_legend(cell_text(texts[0][1]))

    def fits_key(self, row: int) -> bool:
        """This will tell a line of such a key from a stray entry of the list, which states a long number."""
        return not any(_LONG_NUMBER.search(cell_text(value)) for _column, value in self._area.texts(row))

    def _is_group(self, row: int, texts: list[tuple[int, CellValue]], words: list[str]) -> bool:
        column, value = texts[0]
        if not isinstance(value, str) or len(texts) > 2:
            return False
        if len(texts) == 2:
            return self._is_numbered_group(texts, words)
        if group_name(words[0]) or (column == self._serial and not is_count(value)):
            return True
        if self._usual >= 3 and self._vocabulary.is_group_value(words[0]):
            return True
        span = self._area.span_at(row, column)
        return span is not None and span.right - span.left + 1 >= max(3, self._usual // 2 + 1)

    def _is_numbered_group(self, texts: list[tuple[int, CellValue]], words: list[str]) -> bool:
        """This will recognise "一 | 莲秀社区" and "北京市 | 92所", but never a name with one more cell."""
        if self._usual <= 2:
            return False
        if words[0].strip("()、.") in _NUMERALS and texts[0][0] == self._serial:
            return True
        if texts[0][0] == self._serial and not is_count(texts[0][1]):
            return is_count(texts[1][1])
        return _counted(words[1]) and self._vocabulary.is_group_value(words[0])


_NUMERALS = frozenset("一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六 十七 十八 十九 二十".split())


def _counted(word: str) -> bool:
    return is_count(word) and not word[-1:].isdigit()


def close_tail(judge: RowJudge, first: int, kinds: list[RowKind]) -> list[RowKind]:
    """This will look again at the sparse rows below the last full row, where a list signs off."""
    last = max(
        (at for at, kind in enumerate(kinds) if kind is RowKind.DATA and judge.is_full(first + at)), default=None
    )
    before, is_apart, is_key = RowKind.DATA, False, False
    for at in range(len(kinds) if last is None else last + 1, len(kinds)):
        is_key = is_key or (is_apart and judge.opens_key(first + at))
        if kinds[at] in (RowKind.DATA, RowKind.GROUP):
            is_in_key = is_key and judge.fits_key(first + at)
            kinds[at] = RowKind.NOTE if is_in_key else judge.tail_kind(first + at, before, is_apart) or kinds[at]
        is_apart = is_apart or kinds[at] not in (RowKind.DATA, RowKind.GROUP)
        before = before if kinds[at] is RowKind.BLANK else kinds[at]
    return kinds


def above_header_kind(words: list[str]) -> RowKind:
    """This will name a row above a header: blank, title or note."""
    if not words:
        return RowKind.BLANK
    if len(words) > 1 or is_note(words[0]) or is_signature(words[0]) or ":" in words[0]:
        return RowKind.NOTE
    return RowKind.TITLE


def is_numbering_row(texts: list[tuple[int, CellValue]]) -> bool:
    """This will recognise the row of column numbers some forms carry under the header: 1 2 3, (1) (2) (3)."""
    if len(texts) < 3:
        return False
    words = [cell_text(value).strip("()[] ") for _column, value in texts]
    numbers = [word for word in words if word not in ("甲", "乙", "丙", "丁", "A", "B", "C")]
    return len(numbers) >= 2 and numbers == [str(number) for number in range(1, len(numbers) + 1)]


def is_translation_row(texts: list[tuple[int, CellValue]], columns: int) -> bool:
    """This will recognise a second line under the header that says it in English or in field codes."""
    return len(texts) >= max(3, 0.6 * columns) and all(is_translation(value) for _column, value in texts)


def is_unit_row(texts: list[tuple[int, CellValue]]) -> bool:
    """This will recognise a row of units under the header: (个) (户) (元)."""
    words = [cell_text(value).strip("()[]") for _column, value in texts]
    return bool(words) and all(word in _UNITS for word in words)


_UNITS = frozenset(
    "个 户 人 元 万元 栋 幢 间 所 家 名 平方米 ㎡ m2 % 度 年 月 日 年月日 人次 次 套 层 台 辆 公里 km".split()
)


def is_sample_row(texts: list[tuple[int, CellValue]]) -> bool:
    """This will recognise the example a form gives: 例, 示例, 样例 in the first cell."""
    first = cell_text(texts[0][1]).strip("()[]【】:：") if texts else ""
    return len(texts) > 1 and first in ("例", "示例", "样例", "举例", "填写示例", "填写样例", "范例", "样表")
