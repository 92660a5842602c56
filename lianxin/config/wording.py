"""Says in Chinese what is wrong with one field of a request."""

from collections.abc import Mapping, Sequence
from typing import Any

_SENTENCES = {
    "missing": "这一项要填",
    "string_type": "这里要填文字",
    "string_too_short": "至少 {min_length} 个字",
    "string_too_long": "最多 {max_length} 个字",
    "string_pattern_mismatch": "有不能用的字符",
    "too_short": "至少 {min_length} 项",
    "too_long": "最多 {max_length} 项",
    "list_type": "这里要填一组内容",
    "dict_type": "这里的结构不对",
    "model_attributes_type": "这里的结构不对",
    "model_type": "这里的结构不对",
    "enum": "不在可选范围内",
    "literal_error": "不在可选范围内",
    "greater_than_equal": "不能小于 {ge}",
    "greater_than": "要大于 {gt}",
    "less_than_equal": "不能大于 {le}",
    "less_than": "要小于 {lt}",
    "finite_number": "数字超出范围",
    "extra_forbidden": "没有这一项",
}
_BY_BEGINNING = (
    ("int", "这里要填整数"),
    ("float", "这里要填数字"),
    ("decimal", "这里要填数字"),
    ("bool", "这里要填是或否"),
    ("datetime", "时间写成 2026-05-01T09:30:00+08:00 的样子"),
    ("timezone", "时间要带时区，如 +08:00"),
    ("date", "日期写成 2026-05-01 的样子"),
    ("time", "时刻写成 09:30 的样子"),
    ("uuid", "编号不对"),
    ("enum", "不在可选范围内"),
)
_PLACES_WITH_A_NAME_OF_THEIR_OWN = ("body", "form", "file")


def sentence_for(kind: str, limits: Mapping[str, Any]) -> str:
    """The sentence for one kind of validation error; a check of our own brings its sentence with it."""
    if kind == "value_error":
        return str(limits.get("error", "填写不对"))
    if kind in _SENTENCES:
        return _SENTENCES[kind].format_map(limits)
    return next((sentence for start, sentence in _BY_BEGINNING if kind.startswith(start)), "填写不对")


def field_name(location: Sequence[str | int]) -> str:
    """The name the client used, dotted for nested ones: ("body", "body", "rows", 0, "at") → rows.0.at."""
    inner = location[2:] if location[0] in _PLACES_WITH_A_NAME_OF_THEIR_OWN else location[1:]
    return ".".join(str(part) for part in inner or location[-1:])
