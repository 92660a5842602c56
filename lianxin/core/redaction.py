"""Finds personal numbers in free text, so that what is typed is refused and what is printed is blanked."""

import re
from dataclasses import dataclass

from lianxin.core.errors import InvalidInput

_ASCII = {0xFF01 + place: 0x21 + place for place in range(94)} | {0x3000: 0x20, 0x2013: 0x2D, 0x2014: 0x2D}
_MONTH_AND_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_KINDS = {
    "id_no": re.compile(
        rf"(?<!\d)\d{{6}}(?:(?:18|19|20)\d{{2}}{_MONTH_AND_DAY}\d{{3}}[\dXx]|\d{{2}}{_MONTH_AND_DAY}\d{{3}})(?!\d)"
    ),
    "phone": re.compile(r"(?<!\d)1\d{2}[- ]?\d{4}[- ]?\d{4}(?!\d)"),
    "bank_card": re.compile(r"(?<!\d)[3-6]\d{3}(?:[- ]?\d{4}){3}(?:[- ]?\d{1,3})?(?!\d)"),
}
_LABELS = {"id_no": "身份证号", "phone": "手机号", "bank_card": "银行卡号"}


class PersonalDataInText(InvalidInput):
    code = "PERSONAL_DATA_IN_TEXT"
    message = "文字里有证件号、电话或卡号，请去掉再提交。"


@dataclass(frozen=True)
class Finding:
    """A personal number at text[start:end]."""

    kind: str
    start: int
    end: int

    @property
    def label(self) -> str:
        return _LABELS[self.kind]


def find_personal_data(text: str) -> list[Finding]:
    """All personal numbers in reading order, full-width and spaced too; one place is named once, ID before card."""
    plain = text.translate(_ASCII)
    found: list[Finding] = []
    for kind, pattern in _KINDS.items():
        for match in pattern.finditer(plain):
            if not any(other.start < match.end() and match.start() < other.end for other in found):
                found.append(Finding(kind, match.start(), match.end()))
    return sorted(found, key=lambda finding: finding.start)


def redact(text: str) -> str:
    """The text with every personal number blanked as 〔手机号〕."""
    for finding in reversed(find_personal_data(text)):
        text = f"{text[: finding.start]}〔{finding.label}〕{text[finding.end :]}"
    return text


def must_hold_no_personal_data(**texts: str) -> None:
    """Refuse a personal number in a text that is kept readable, under the name by which the client sent it."""
    fields = {name: "不要写证件号、电话、卡号" for name, text in texts.items() if find_personal_data(text)}
    if fields:
        raise PersonalDataInText(fields=fields)
