"""Files broken on the way: refused with a sentence, never a crash, never half a list unnoticed."""

import io
import random
import zipfile

import pytest

from lianxin.core.sheets import RowKind, SheetProblem, examine, read_rows, read_workbook, survey_workbook
from lianxin.core.sheets.tests.books import PEOPLE_HEADER, people, text_table, xls, xlsx
from lianxin.core.sheets.tests.kinds import ALL, RESIDENT

ROWS = [["名单"], PEOPLE_HEADER, *people(12)]
PACKED = xlsx({"甲": ROWS}, {"甲": ["A1:F1"]})


def scratched(content: bytes, draw: random.Random) -> bytes:
    """This will change, drop or add some bytes, or cut the end off."""
    broken = bytearray(content)
    for _ in range(draw.choice([1, 2, 5, 20])):
        place = draw.randrange(len(broken))
        match draw.randrange(4):
            case 0:
                broken[place] = draw.randrange(256)
            case 1:
                del broken[place : min(place + draw.randrange(1, 50), len(broken) - 4)]
            case 2:
                broken[place:place] = draw.randbytes(8)
            case _:
                broken = broken[: max(place, len(broken) // 2, 4)]
    return bytes(broken)


def scratched_inside(draw: random.Random) -> bytes:
    """This will break one part of an .xlsx and pack it again properly."""
    source = zipfile.ZipFile(io.BytesIO(PACKED))
    victim = draw.choice([name for name in source.namelist() if name.startswith("xl/")])
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name in source.namelist():
            part = source.read(name)
            package.writestr(name, scratched(part, draw) if name == victim else part)
    return target.getvalue()


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_a_broken_file_is_read_or_refused(first):
    for seed in range(first, first + 50):
        draw = random.Random(seed)
        content = draw.choice([PACKED, xls({"甲": ROWS}), text_table(ROWS, "gb18030"), None])
        try:
            found = examine(
                read_workbook(scratched(content, draw) if content else scratched_inside(draw), "x"), RESIDENT
            )
        except SheetProblem as problem:
            assert problem.message and problem.advice
            continue
        for mapped in found.tables:
            assert all(row.number for row in read_rows(mapped.table, RESIDENT, mapped.mapping))


@pytest.mark.parametrize("first", range(0, 120, 40))
def test_every_filled_cell_of_a_merged_muddle_lies_in_one_pane(first):
    for seed in range(first, first + 40):
        draw = random.Random(seed)
        words = ["", "", "姓名", "电话", "小区", "合计", "小计", "莲秀社区", "备注：", 7, "x", "序号", "李明"]
        grid = [[draw.choice(words) for _ in range(draw.randint(0, 9))] for _ in range(draw.randint(1, 14))]
        grid[0] = ["名单"]
        top = draw.randint(1, 15)
        merges = [f"{a}{top}:{b}{top + draw.randint(0, 2)}" for a, b in ("AC", "DE", "FI") if draw.random() < 0.6]
        survey = survey_workbook(read_workbook(xlsx({"甲": grid}, {"甲": merges} if top > 1 else None), "x"), ALL)[0]
        filled = {(r, c) for r, row in enumerate(survey.sheet.rows) for c, value in enumerate(row) if value != ""}
        owners = [
            (row, column)
            for pane in survey.panes
            for row in range(pane.top, pane.top + len(pane.kinds))
            for column in range(pane.left, pane.right + 1)
        ]

        assert len(owners) == len(set(owners)), seed
        assert filled <= set(owners), seed
        assert survey.count(RowKind.DATA) == sum(len(table.data_rows) for table in survey.tables)
