"""How a list is chosen: a filter is a row of clauses, each readable by the resident it concerns. Plain Python."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lianxin.campaigns.choices import ListKind
from lianxin.core.errors import InvalidInput

_FIELDS: dict[str, frozenset[str]] = {
    ListKind.SURFACE: frozenset({"age_from", "age_to", "occupations", "community_ids", "compound_ids", "attributes"}),
    ListKind.POINT: frozenset({"community_ids", "compound_ids", "has_property_firm"}),
    ListKind.LINE: frozenset({"kinds", "community_ids"}),
}
_OLDEST = 120


class FilterInvalid(InvalidInput):
    code = "FILTER_INVALID"
    title = "筛选条件不对"
    message = "筛选条件有问题，请看各项提示。"


@dataclass(frozen=True)
class Clause:
    """One condition, with the sentence that explains it."""

    code: str
    label: str


def read_filter(kind: str, raw: Mapping[str, Any]) -> dict[str, Any]:
    """The filter as it is kept: only what was set, only what fits the kind of list."""
    chosen = {name: value for name, value in raw.items() if value not in (None, [], "")}
    problems = {name: "这类名单不能按这一项筛选" for name in chosen if name not in _FIELDS[kind]}
    first, last = chosen.get("age_from", 0), chosen.get("age_to", _OLDEST)
    if not 0 <= first <= last <= _OLDEST:
        problems["age_to"] = f"年龄要在 0 到 {_OLDEST} 之间，起不大于止"
    if kind == ListKind.LINE and not chosen.get("kinds"):
        problems["kinds"] = "请至少选一类单位"
    if problems:
        raise FilterInvalid(fields={f"filter.{name}": sentence for name, sentence in problems.items()})
    return chosen


def clauses_of(chosen: Mapping[str, Any], *, on: date, labels: Mapping[str, str]) -> list[Clause]:
    """The filter's conditions in the order in which they narrow the list; `labels` are the words for codes."""
    found = []
    if "age_from" in chosen or "age_to" in chosen:
        found.append(Clause("AGE", f"{_age_words(chosen)}(按 {on:%Y-%m-%d} 算)"))
    if "occupations" in chosen:
        found.append(Clause("OCCUPATION", "职业是" + "、".join(chosen["occupations"])))
    if "kinds" in chosen:
        found.append(Clause("KIND", "单位类型是" + "、".join(labels[code] for code in chosen["kinds"])))
    if "attributes" in chosen:
        found.append(Clause("ATTRIBUTE", "、".join(labels[code] for code in chosen["attributes"])))
    if "has_property_firm" in chosen:
        found.append(Clause("PROPERTY_FIRM", "有物业公司" if chosen["has_property_firm"] else "没有物业公司"))
    if "community_ids" in chosen:
        found.append(Clause("COMMUNITY", f"在选定的 {len(chosen['community_ids'])} 个社区"))
    if "compound_ids" in chosen:
        found.append(Clause("COMPOUND", f"在选定的 {len(chosen['compound_ids'])} 个小区"))
    return found


def born_between(chosen: Mapping[str, Any], *, on: date) -> tuple[date, date]:
    """First and last birthday of those whose age on the day lies in the range, both included."""
    latest = years_before(on, chosen.get("age_from", 0))
    before = years_before(on, chosen.get("age_to", _OLDEST) + 1)
    return date.fromordinal(before.toordinal() + 1), latest


def years_before(on: date, years: int) -> date:
    """The same calendar day so many years earlier; 29 February becomes 28 February."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return on.replace(year=on.year - years, day=28)


def _age_words(chosen: Mapping[str, Any]) -> str:
    if "age_to" not in chosen:
        return f"满 {chosen['age_from']} 岁"
    if "age_from" not in chosen:
        return f"{chosen['age_to']} 岁以下(含)"
    return f"年龄 {chosen['age_from']}–{chosen['age_to']} 岁"
