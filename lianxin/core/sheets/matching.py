"""How well a column fits a field: by its header words first, by what its cells look like as a second opinion."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from lianxin.core.sheets.fields import Field
from lianxin.core.sheets.tables import Column, RowKind, Table
from lianxin.core.sheets.values import cell_text
from lianxin.core.sheets.words import field_words, header_forms, is_count_header, is_serial_header

_SAMPLE_SIZE = 40
_PARENT_NOISE = ("基本信息", "信息", "情况", "资料", "方式")
ACCEPTED = 0.5


@dataclass(frozen=True, slots=True)
class Fit:
    """This will hold how well a column fits a field (0–1) and the Chinese reason."""

    score: float
    reason: str


_NO_FIT = Fit(0.0, "")
PART = Fit(0.98, "表头是其中一段")


def sample_texts(table: Table) -> list[list[str]]:
    """This will give, for each column, texts from rows spread over the table; blank cells are left out."""
    rows = [row for row in table.rows if row.kind is RowKind.DATA]
    spread = rows[:: max(1, len(rows) // (_SAMPLE_SIZE * 2))]
    columns = zip(*(row.values for row in spread), strict=True) if spread else ([] for _column in table.columns)
    return [
        [cell_text(value) for value in [each for each in column if each != ""][:_SAMPLE_SIZE]] for column in columns
    ]


def fit(column: Column, sample: Sequence[str], field: Field) -> Fit:
    """This will weigh a column against a field."""
    by_header = _header_fit(column.parts, field)
    if is_serial_header(column.header) and by_header.score < 0.99:
        by_header = _NO_FIT
    if by_header.score < 0.99 and is_part(column, field):
        return PART
    is_silent = by_header.score == 0 and not field.is_telling and (bool(column.parts) or not field.is_group)
    if field.looks_like is None or not sample or is_silent:
        return by_header
    share = sum(map(field.looks_like, sample)) / len(sample)
    return _weigh(by_header, share, field, has_header=bool(column.parts))


def is_part(column: Column, field: Field) -> bool:
    """This will recognise a column that holds a part of a value: 姓 of a name, 单元 of a door."""
    words = field_words("", field.parts)
    return bool(column.parts) and any(form in words for form in header_forms(column.parts[-1]))


def group_part(column: Column, field: Field) -> str:
    """This will give the sign of a part stated once per group (单元 → 单元), "" for any other column."""
    forms = header_forms(column.parts[-1]) if column.parts else ()
    return next((sign for word, sign in field.group_parts if field_words("", (word,))[0] in forms), "")


def _weigh(by_header: Fit, share: float, field: Field, has_header: bool) -> Fit:
    if by_header.score >= 0.9:
        if share >= 0.2:
            return by_header
        return Fit(by_header.score * 0.7, f"{by_header.reason}，但内容不像{field.label}")
    if by_header.score > 0:
        agreed = f"，内容{'也像' if share >= 0.5 else '不大像'}{field.label}"
        return Fit(min(0.95, by_header.score * 0.65 + share * 0.35), by_header.reason + agreed)
    if field.is_group and not has_header and share >= 0.8:
        return Fit(0.6 * share, f"没有表头，内容像{field.label}")
    if field.is_telling and share >= 0.8:
        return Fit((0.65 if has_header else 0.75) * share, f"内容像{field.label}")
    return _NO_FIT


def _header_fit(parts: tuple[str, ...], field: Field) -> Fit:
    return _header_fit_of(parts, field.label, field.synonyms, field.avoid)


@lru_cache(maxsize=20_000)
def _header_fit_of(parts: tuple[str, ...], label: str, synonyms: tuple[str, ...], avoid: tuple[str, ...]) -> Fit:
    if not parts or any(word in "/".join(parts) for word in avoid):
        return _NO_FIT
    words = field_words(label, synonyms)
    whole = _joined_forms(parts)
    last = header_forms(parts[-1])
    for forms, score in ((whole, 1.0), (last, 0.97)):
        if places := [words.index(form) for form in forms if form in words]:
            # Of two columns that both have a name of the field, the name listed first is the better one.
            return Fit(score - 0.0001 * min(places), "表头一致")
    return max((_likeness(form, word) for form in last for word in words), key=lambda each: each.score)


def _joined_forms(parts: tuple[str, ...]) -> tuple[str, ...]:
    """This will give the words of a child under its parent: 物业信息/负责人 → 物业信息负责人, 物业负责人."""
    forms = []
    for outer in header_forms("".join(parts[:-1])) or ("",):
        stems = [outer, *(outer.removesuffix(noise) for noise in _PARENT_NOISE if outer.endswith(noise))]
        forms += [stem + inner for stem in stems for inner in header_forms(parts[-1])]
    return tuple(forms)


def _likeness(form: str, word: str) -> Fit:
    # 小区数 is no 小区, 在校人数 is no 姓名: a count is only a field that is itself called a count.
    if len(word) < 2 or len(form) < 2 or is_count_header(form) != is_count_header(word):
        return _NO_FIT
    if word in form:
        at_end = 0.08 if form.endswith(word) else 0.0
        return Fit(0.55 + 0.3 * len(word) / len(form) + at_end, f"表头里有“{word}”")
    if form in word:
        return Fit(0.5 + 0.25 * len(form) / len(word), f"表头接近“{word}”")
    shared = _pairs(form) & _pairs(word)
    dice = 2 * len(shared) / (len(_pairs(form)) + len(_pairs(word)))
    return Fit(0.35 + 0.4 * dice, f"表头接近“{word}”") if dice >= 0.5 else _NO_FIT


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}
