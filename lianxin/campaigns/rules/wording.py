"""Which words a post reads, and what no reason may hold: reasons travel into approvals and reports, naming nobody."""

from lianxin.campaigns.choices import ListKind
from lianxin.core.errors import InvalidInput
from lianxin.core.redaction import find_personal_data

_MAKERS = frozenset({"LEAD", "CLERK"})


class PersonalDataInReason(InvalidInput):
    code = "PERSONAL_DATA_IN_REASON"
    message = "理由里有证件号、电话或卡号,请去掉再提交。"


def must_hold_no_personal_data(**texts: str) -> None:
    """Refuse an identity number, a phone or a bank card in a text everybody on the way will read."""
    fields = {name: "不要写证件号、电话、卡号" for name, text in texts.items() if find_personal_data(text)}
    if fields:
        raise PersonalDataInReason(fields=fields)


def kind_label(kind: str, role: str) -> str:
    """How a kind of list is called; who makes and signs the surface list knows it by its own name."""
    if kind == ListKind.SURFACE and role in _MAKERS:
        return "面 · 易受骗人群"
    return ListKind(kind).label


def plain_words(text: str) -> str:
    """A text as anybody may read it: who is on a list is not called easily deceived (易受骗)."""
    return text.replace("易受骗人群", "名单居民").replace("易受骗", "名单")


def words_for(role: str, text: str) -> str:
    """The word 易受骗 is for those who make and sign the list, and for nobody else."""
    return text if role in _MAKERS else plain_words(text)
