"""The invented area of the demo station: 20 communities, 118 compounds, 35 schools, 25 bank branches."""

from dataclasses import dataclass
from random import Random

from lianxin.demo import invention

COMPOUND_COUNT = 118
SCHOOL_COUNT = 35
BRANCH_COUNT = 25

_COMMUNITIES = (
    "莲秀 莲丰 东芳 瑞景 侨福 前埔南 前埔北 洪文 西林 岭兜 古兴 塔埔 何厝 仙岳里 金尚 吕岭 双涵 龙山 观音山 曾厝"
).split()
_STEMS = "金榜 翔鹭 永同 紫金 海峡 碧湖 福满 丽景 国贸 联发 龙湖 禹洲 明发 绿晶 书香 水晶 鹭江 加州 天湖 香山".split()
_ENDINGS = ("花园", "华庭", "新村", "公寓", "名邸", "雅苑", "里", "国际")
_BANKS = "鹭屿银行 金榜银行 白鹭农商行 莲江银行 沧湾银行 云顶银行 环岛银行 海澜银行".split()
_SCHOOL_KINDS = (("幼儿园", 18), ("小学", 40), ("中学", 66))
_FIRMS = ("万佳物业", "鹭安物业", "恒和物业", "联创物业", "海晟物业")
_ROADS = "前埔路 洪文路 吕岭路 瑞景路 金尚路 塔埔路 观音山路".split()

# A rectangle of about three by three kilometres, GCJ-02 as on the maps the clerk copied from.
_WEST, _EAST, _SOUTH, _NORTH = 118.150, 118.180, 24.463, 24.493


@dataclass(frozen=True)
class InventedCompound:
    community: str
    name: str
    alias: str
    buildings: int
    households: int
    firm: str
    contact: str
    phone: str
    longitude: float
    latitude: float


@dataclass(frozen=True)
class InventedOrganization:
    name: str
    kind: str
    parent: str
    address: str
    contact: str
    phone: str
    staff: int
    longitude: float
    latitude: float


def communities() -> list[str]:
    return [f"{stem}社区" for stem in _COMMUNITIES]


def compounds(draw: Random) -> list[InventedCompound]:
    """118 compounds with unequal sizes, grouped by community; seven in a hundred have nobody to call yet."""
    names = [f"{stem}{ending}" for stem in _STEMS for ending in _ENDINGS]
    draw.shuffle(names)
    homes = sorted(draw.randrange(len(_COMMUNITIES)) for _ in range(COMPOUND_COUNT - len(_COMMUNITIES)))
    homes = sorted([*range(len(_COMMUNITIES)), *homes])
    made = []
    for name, home in zip(names, homes, strict=False):
        buildings = max(2, min(28, round(draw.lognormvariate(2.2, 0.6))))
        is_known = draw.random() >= 0.07
        made.append(
            InventedCompound(
                community=communities()[home],
                name=name,
                alias=f"{name[:2]}小区" if draw.random() < 0.15 else "",
                buildings=buildings,
                households=buildings * draw.randint(24, 60),
                firm=draw.choice(_FIRMS),
                contact=invention.name(draw) if is_known else "",
                phone=(invention.phone(draw) if draw.random() < 0.7 else invention.landline(draw)) if is_known else "",
                longitude=round(draw.uniform(_WEST, _EAST), 6),
                latitude=round(draw.uniform(_SOUTH, _NORTH), 6),
            )
        )
    return made


def schools(draw: Random) -> list[InventedOrganization]:
    made = []
    for number in range(SCHOOL_COUNT):
        kind, usual_staff = _SCHOOL_KINDS[number % 3 if number % 5 else 0]
        made.append(
            _organization(
                draw,
                name=f"{_STEMS[number % len(_STEMS)]}{'第二' if number >= len(_STEMS) else '实验'}{kind}",
                kind=kind,
                parent="",
                staff=draw.randint(usual_staff - 10, usual_staff + 14),
            )
        )
    return made


def branches(draw: Random) -> list[InventedOrganization]:
    return [
        _organization(
            draw,
            name=f"{_BANKS[number % len(_BANKS)]}{_COMMUNITIES[number % len(_COMMUNITIES)]}支行",
            kind="银行网点",
            parent=_BANKS[number % len(_BANKS)],
            staff=draw.randint(6, 18),
        )
        for number in range(BRANCH_COUNT)
    ]


def _organization(draw: Random, *, name: str, kind: str, parent: str, staff: int) -> InventedOrganization:
    return InventedOrganization(
        name=name,
        kind=kind,
        parent=parent,
        address=f"{draw.choice(_ROADS)}{draw.randint(1, 900)}号",
        contact=invention.name(draw),
        phone=invention.phone(draw),
        staff=staff,
        longitude=round(draw.uniform(_WEST, _EAST), 6),
        latitude=round(draw.uniform(_SOUTH, _NORTH), 6),
    )
