"""What kind of unit a word means, and when two unit names are one."""

import re

# Longer and rarer words first: 幼儿园 before 学校, 物业公司 before 公司, 民宿 before 酒店.
_KIND_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("KINDERGARTEN", ("幼儿园", "幼稚园", "托儿所", "幼教", "托育", "学前")),
    (
        "SCHOOL",
        (
            "学校",
            "小学",
            "中学",
            "初中",
            "高中",
            "大学",
            "学院",
            "职校",
            "中职",
            "高职",
            "九年一贯",
            "完中",
            "教育",
            "本科",
            "专科",
        ),
    ),
    ("BANK_BRANCH", ("银行", "支行", "分行", "网点", "信用社", "储蓄", "农商行")),
    ("HOMESTAY", ("民宿", "客栈", "短租", "公寓酒店")),
    ("HOTEL", ("酒店", "宾馆", "旅馆", "旅店", "旅社", "招待所", "饭店")),
    ("PROPERTY_FIRM", ("物业",)),
    ("COMMITTEE", ("居委会", "居民委员会", "社区", "村委会")),
    ("MERCHANT", ("商户", "商铺", "店铺", "门店", "商店", "超市", "商场", "个体", "餐饮", "药店", "商家", "店")),
    ("COMPANY", ("企业", "公司", "工厂", "厂", "合作社", "单位")),
)
_NOISE = re.compile(r"[\s()（）\[\]【】·.。,,、\-—_“”\"']+")


def kind_named(text: str) -> str:
    """小学 → SCHOOL, SCHOOL → SCHOOL; "" for a word that says nothing."""
    code = text.strip().upper()
    if any(code == kind for kind, _ in _KIND_WORDS):
        return code
    return next((kind for kind, words in _KIND_WORDS if any(word in text for word in words)), "")


def name_key(text: str) -> str:
    """The name without blanks and punctuation."""
    return _NOISE.sub("", text).upper()
