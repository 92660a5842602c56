"""Invented names, ID numbers and phones.

None can belong to anybody: area 990101 is unassigned, 100… is never a mobile.
"""

from datetime import date
from random import Random

_SURNAMES = (
    "陈 林 黄 张 李 王 吴 刘 蔡 杨 许 郑 谢 郭 洪 邱 曾 廖 赖 徐 周 叶 苏 庄 吕 江 何 萧 罗 高 潘 简 朱 "
    "钟 彭 游 詹 胡 施 沈 余 卢 梁 柯 颜 魏 孙 方 翁 戴 范 宋 欧阳 上官"
).split()
_GIVEN = "雅婷志明家豪淑芬建国美玲俊杰怡君宗翰佩珊文雄惠敏冠宇诗涵承恩秀兰永福春梅国强丽华子轩思远海燕晓东雨桐安琪"
_ID_AREA = "990101"
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"


def name(draw: Random) -> str:
    """A surname with one (three in ten) or two given characters."""
    given = draw.sample(_GIVEN, 1 if draw.random() < 0.3 else 2)
    return draw.choice(_SURNAMES) + "".join(given)


def id_number(draw: Random, *, born_on: date, is_male: bool) -> str:
    """18 characters with a correct check digit (GB 11643); the sequence is odd for men."""
    sequence = draw.randrange(0, 500) * 2 + (1 if is_male else 0)
    digits = f"{_ID_AREA}{born_on:%Y%m%d}{sequence:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(digits, _ID_WEIGHTS, strict=True))
    return digits + _ID_CHECKS[total % 11]


def phone(draw: Random) -> str:
    return f"100{draw.randrange(10**8):08d}"


def landline(draw: Random) -> str:
    """Seven digits that begin with 0, which no exchange uses."""
    return f"0592-0{draw.randrange(10**6):06d}"


def birthday(draw: Random, *, youngest: int, oldest: int, year: int) -> date:
    """A birthday that makes somebody `youngest` to `oldest` years old in `year`."""
    return date(year - draw.randint(youngest, oldest), draw.randint(1, 12), draw.randint(1, 28))
