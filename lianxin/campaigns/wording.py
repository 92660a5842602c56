"""Reasons travel into approvals and reports, so they name nobody."""

from lianxin.core.errors import InvalidInput
from lianxin.core.redaction import find_personal_data


class PersonalDataInReason(InvalidInput):
    code = "PERSONAL_DATA_IN_REASON"
    message = "理由里有证件号、电话或卡号,请去掉再提交。"


def must_hold_no_personal_data(**texts: str) -> None:
    """Refuse an identity number, a phone or a bank card in a text everybody on the way will read."""
    fields = {name: "不要写证件号、电话、卡号" for name, text in texts.items() if find_personal_data(text)}
    if fields:
        raise PersonalDataInReason(fields=fields)
