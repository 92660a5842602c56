"""When two written names mean one compound or one community."""

import re
from dataclasses import dataclass

from lianxin.registry.rules.numerals import CHINESE_NUMERALS, read_numeral

_NOISE = re.compile(r"[\s()（）\[\]【】·.。,,、\-—_“”\"']+")
_PHASE = re.compile(rf"(.+?)第?([{CHINESE_NUMERALS}]{{1,3}}|\d{{1,2}}|I{{1,3}}|IV)期$")
_LEADING_PHASE = re.compile(rf"[\s(（]*(第?(?:[{CHINESE_NUMERALS}]{{1,3}}|\d{{1,2}}|I{{1,3}}|IV)期[)）]?)")
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
_COMMUNITY_ENDS = (
    "社区居民委员会",
    "社区居委会",
    "居民委员会",
    "村民委员会",
    "社区居委",
    "居委会",
    "村委会",
    "社区",
    "村",
)
_COMPOUND_END = "小区"
# 小区, 园区 and 新村 are parts of compounds' names, not of the administration.
_ADMINISTRATIVE = re.compile(
    r"(?:[\u4e00-\u9fff]{2,8}?(?:省|市|(?<![小园校片舍活])区|县|街道|镇|乡|社区居委会|社区|居委会|(?<!新)村|村委会))+"
)


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A compound's name taken apart: 联发花园(一期) → base 联发花园, phase 1."""

    base: str
    phase: int = 0

    @property
    def key(self) -> str:
        return f"{self.base}{self.phase}期" if self.phase else self.base


def read_place_name(text: str) -> PlaceName:
    folded = _NOISE.sub("", text).upper()
    match = _PHASE.fullmatch(folded)
    if match is None:
        return PlaceName(folded)
    number = _ROMAN.get(match[2]) or read_numeral(match[2])
    return PlaceName(match[1], number) if number else PlaceName(folded)


def leading_phase(text: str) -> str:
    """The phase with which the text behind a compound's name begins: 2期3号楼501 → 2期."""
    match = _LEADING_PHASE.match(text)
    return match[1] if match else ""


def without_compound_word(name: PlaceName) -> PlaceName:
    """联发花园小区 → 联发花园; a name of two characters and the word stays whole."""
    base = name.base.removesuffix(_COMPOUND_END)
    return PlaceName(base, name.phase) if len(base) > 2 else name


def behind_administration(text: str) -> list[tuple[str, str]]:
    """Every way to cut 思明区莲前街道金榜华庭 into nothing but administrative names and what stands behind them."""
    folded = _NOISE.sub("", text)
    cuts = range(3, len(folded) - 1)
    return [(folded[:cut], folded[cut:]) for cut in cuts if _ADMINISTRATIVE.fullmatch(folded[:cut])]


def community_key(text: str) -> str:
    """莲秀社区居委会, 莲秀社区 and 莲秀 are one community."""
    folded = _NOISE.sub("", text)
    for end in _COMMUNITY_ENDS:
        if folded.endswith(end) and len(folded) > len(end) + 1:
            return folded[: -len(end)]
    return folded


def looks_like_community(text: str) -> bool:
    # 新村 is what compounds are called (特房新村); a line with such a name alone is a compound, not a heading.
    return text.endswith(("社区", "居委会", "居民委员会", "村", "村委会")) and not text.endswith("新村")
