"""Chinese numerals as they stand in door and place names."""

_DIGITS = {
    "〇": 0,
    "零": 0,
    "○": 0,
    **{sign: value for value, sign in enumerate("一二三四五六七八九", start=1)},
    "两": 2,
}
CHINESE_NUMERALS = "〇零○一二两三四五六七八九十百"


def read_numeral(text: str) -> int | None:
    """十二 → 12, 二十三 → 23, 一百零二 → 102, 三〇一 → 301; None when it is no number."""
    if text.isascii():
        return int(text) if text.isdigit() else None
    if not text or any(sign not in CHINESE_NUMERALS for sign in text):
        return None
    if "十" not in text and "百" not in text:
        return int("".join(str(_DIGITS[sign]) for sign in text))
    hundreds, _, rest = text.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    total = _DIGITS.get(hundreds, 1) * 100 if "百" in text else 0
    if ten:
        total += (_DIGITS.get(tens.lstrip("零〇○"), 1)) * 10
    ones = ones.lstrip("零〇○")
    return total + (_DIGITS.get(ones, 0) if ones else 0)
