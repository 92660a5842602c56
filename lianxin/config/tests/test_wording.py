import re
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Literal
from uuid import UUID

import pytest
from pydantic import BaseModel, Field, ValidationError, field_validator

from lianxin.config.wording import field_name, sentence_for


class Kind(Enum):
    A = "A"


class Form(BaseModel):
    text: str = Field("x", max_length=3)
    whole: int = 1
    number: float = 1.0
    yuan: Decimal = Decimal(1)
    day: date = date(2026, 5, 1)
    at: datetime = datetime(2026, 5, 1)  # noqa: DTZ001 - only its type counts
    id: UUID = UUID(int=0)
    kind: Kind = Kind.A
    word: Literal["a", "b"] = "a"
    is_on: bool = True
    rows: list[int] = Field([1], min_length=1, max_length=2)
    own: str = ""

    @field_validator("own")
    @classmethod
    def _own(cls, value):
        if value == "wrong":
            raise ValueError("请换一个")
        return value


@pytest.mark.parametrize(
    "field,value,sentence",
    [
        ("text", "xxxx", "最多 3 个字"),
        ("text", 5, "这里要填文字"),
        ("whole", "many", "这里要填整数"),
        ("number", "x", "这里要填数字"),
        ("yuan", "x", "这里要填数字"),
        ("day", "1.5.2026", "日期写成 2026-05-01 的样子"),
        ("at", "noon", "时间写成 2026-05-01T09:30:00+08:00 的样子"),
        ("id", "x", "编号不对"),
        ("kind", "B", "不在可选范围内"),
        ("word", "c", "不在可选范围内"),
        ("is_on", "maybe", "这里要填是或否"),
        ("rows", [], "至少 1 项"),
        ("rows", [1, 2, 3], "最多 2 项"),
        ("rows", "x", "这里要填一组内容"),
        ("own", "wrong", "请换一个"),
    ],
)
def test_each_mistake_has_a_chinese_sentence(field, value, sentence):
    with pytest.raises(ValidationError) as caught:
        Form.model_validate({field: value})

    (item,) = caught.value.errors()
    assert sentence_for(item["type"], item.get("ctx", {})) == sentence


@pytest.mark.parametrize("kind", ["something_new", "json_invalid", "missing"])
def test_even_an_unforeseen_mistake_speaks_chinese(kind):
    assert re.search("[\u4e00-\u9fff]", sentence_for(kind, {}))


@pytest.mark.parametrize(
    "location,name",
    [
        (("body", "body", "login"), "login"),
        (("body", "body", "rows", 0, "at"), "rows.0.at"),
        (("body", "body"), "body"),
        (("query", "page"), "page"),
        (("path", "user_id"), "user_id"),
        (("file", "file"), "file"),
        (("form", "kind"), "kind"),
    ],
)
def test_fields_are_named_as_the_client_knows_them(location, name):
    assert field_name(location) == name
