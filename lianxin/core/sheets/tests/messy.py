"""Lists as a careless office would lay them out, made from a seed, with what they truly contain."""

import random
from dataclasses import dataclass, field

from lianxin.core.sheets.tests.books import people, text_table, xls, xlsx

_WORDS = {
    "name": ["姓名", "姓 名", "名字", "户主姓名", "姓名*", "居民姓名", "【姓名】"],
    "id_no": ["身份证号", "公民身份号码", "证件号码", "身份证号码（18位）", "身 份 证 号"],
    "phone": ["联系电话", "手机号码", "电话", "手机", "联系电话（手机）"],
    "compound": ["小区", "居住小区", "小区名称", "所在小区"],
    "door": ["门牌", "楼栋单元室", "住址", "门牌号", "房号"],
    "occupation": ["职业", "从业状况", "工作"],
    "note": ["备注", "说明", "备 注"],
}
_PARENTS = {"name": "基本信息", "id_no": "基本信息", "phone": "联系方式", "compound": "住址信息", "door": "住址信息"}
_TITLES = ["莲岸辖区一对一宣防对象名单", "附件1", "2026年5月台账", "（内部资料 注意保管）"]
_NOTES = [["填报单位：综合指挥室"], ["填报单位:甲", "", "填报时间：2026年5月1日"], ["单位：莲岸", "", "联系人：李明"]]
_TAILS = [
    ["合计", "{n}"],
    ["总计：{n}人"],
    ["共{n}人"],
    ["制表人：", "", "审核人："],
    ["填表说明：每户一行"],
    ["注：以上名单已核对"],
    ["合　计", "", "{n}"],
    ["填表人：李明", "", "2026年5月1日"],
]


@dataclass
class Messy:
    """This will hold a made list: its bytes, and the (name, phone) of every true row in order of the sheet."""

    content: bytes
    truth: list[tuple[str, str]]
    grid: list[list[object]]
    merges: list[str] = field(default_factory=list)


def letter(column: int) -> str:
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[column]


class Maker:
    """This will lay one list out, drawing every habit from the seed."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        self.grid: list[list[object]] = []
        self.merges: list[str] = []
        self.truth: list[tuple[str, str]] = []
        self.fields = ["name", *self.draw.sample(["id_no", "phone", "compound", "door"], 4)]
        if "compound" not in self.fields:
            self.fields.append("compound")
        if self.draw.random() < 0.6:
            self.fields += self.draw.sample(["occupation", "note"], self.draw.randint(1, 2))
        if self.draw.random() < 0.3:
            self.draw.shuffle(self.fields)
        self.has_serial = self.draw.random() < 0.8
        self.words = [self.draw.choice(_WORDS[code]) for code in self.fields]
        self.has_parents = self.draw.random() < 0.3 and self.fields[0] == "name"
        self.width = len(self.fields) + self.has_serial

    def make(self) -> Messy:
        people_left = people(self.draw.randint(6, 60))
        for _ in range(self.draw.randint(0, 2)):
            self._line([self.draw.choice(_TITLES)], is_merged=self.draw.random() < 0.7)
        if self.draw.random() < 0.4:
            self.grid.append(list(self.draw.choice(_NOTES)))
        if self.draw.random() < 0.2:
            self.grid.append([])
        self._header()
        page = self.draw.choice([0, 0, 10, 15])
        group = self.draw.choice([0, 0, 0, 7])
        for number, person in enumerate(people_left):
            if page and number and number % page == 0:
                self._header()
            if group and number % group == 0:
                self._line([f"第{number // group + 1}网格（{group}人）"], is_merged=self.draw.random() < 0.5)
            self._person(person)
            if group and number % group == group - 1 and self.draw.random() < 0.7:
                self.grid.append(["", "小计", group] if self.has_serial else ["小计", group])
            if self.draw.random() < 0.03:
                self.grid.append([])
        if self.has_serial and self.draw.random() < 0.3:
            self.grid += [[len(people_left) + each] for each in range(1, 4)]
        for tail in self.draw.sample(_TAILS, self.draw.randint(0, 3)):
            self.grid.append([part.format(n=len(people_left)) for part in tail])
        return Messy(self._bytes(), self.truth, self.grid, self.merges)

    def make_side_by_side(self) -> Messy:
        """This will put the same layout twice beside each other, the right one shorter."""
        self.has_parents = False
        blocks = []
        for place in range(2):
            self.grid = []
            self._header()
            for person in people(self.draw.randint(5, 20), 100 * place):
                self._person(person)
            blocks.append(self.grid)
        gap = [""] * self.draw.randint(0, 2)
        height = max(len(block) for block in blocks)
        padded = [[*block, *[[] for _ in range(height - len(block))]] for block in blocks]
        self.grid = [
            [*left, *[""] * (self.width - len(left)), *gap, *right] for left, right in zip(*padded, strict=True)
        ]
        return Messy(xlsx({"Sheet1": self.grid}), self.truth, self.grid)

    def make_stacked(self) -> Messy:
        """This will put two layouts below each other, with a title, a blank row or nothing between."""
        second = Maker(self.draw.randint(1000, 2000))
        for place, maker in enumerate((self, second)):
            maker.grid.append([_TITLES[place]])
            maker._header()
            for person in people(maker.draw.randint(5, 20), 100 * place):
                maker._person(person)
        between = self.draw.choice([[], [[]], [["合计", 9], []], [["制表人：李明"], [], []]])
        grid = [*self.grid, *between, *second.grid]
        return Messy(xlsx({"Sheet1": grid}), self.truth + second.truth, grid)

    def _line(self, row: list[object], is_merged: bool) -> None:
        self.grid.append(row)
        if is_merged:
            self.merges.append(f"A{len(self.grid)}:{letter(self.width - 1)}{len(self.grid)}")

    def _header(self) -> None:
        serial = ["序号"] if self.has_serial else []
        if not self.has_parents:
            self.grid.append([*serial, *self.words])
            return
        parents = [_PARENTS.get(code, "") for code in self.fields]
        top = [*serial, *[own if own != before else "" for own, before in zip(parents, ["", *parents], strict=False)]]
        below = [*[""] * len(serial), *self.words]
        for column, parent in enumerate(parents, len(serial)):
            if not parent:
                top[column], below[column] = self.words[column - len(serial)], ""
        self.grid += [top, below]

    def _person(self, person: list[object]) -> None:
        serial, name, id_no, phone, compound, door = person
        cells: dict[str, object] = {
            "name": self.draw.choice([name, f" {name}", f"{name[0]} {name[1:]}"]),
            "id_no": self.draw.choice([id_no, id_no, "", f"{id_no} "]),
            "phone": self.draw.choice([phone, float(phone), ""]),
            "compound": compound,
            "door": self.draw.choice([door, door, ""]),
            "occupation": self.draw.choice(["务工", "退休", "会计", "", "总经理", "统计员"]),
            "note": self.draw.choice(["", "", "", "注：租户", "合计三口", "审核中"]),
        }
        row = [cells[code] for code in self.fields]
        self.grid.append([serial, *row] if self.has_serial else row)
        said = cells["phone"] if "phone" in self.fields else ""
        self.truth.append((str(name), str(phone) if said else ""))

    def _bytes(self) -> bytes:
        match self.draw.choice(["xlsx", "xlsx", "xls", "csv", "gb"]):
            case "xlsx":
                return xlsx({"Sheet1": self.grid}, {"Sheet1": self.merges})
            case "xls":
                return xls({"Sheet1": self.grid})
            case "csv":
                return text_table(self._texts())
        return text_table(self._texts(), "gb18030", ",")

    def _texts(self) -> list[list[object]]:
        return [[str(int(cell)) if isinstance(cell, float) else cell for cell in row] for row in self.grid]
