import re
from pathlib import Path

from lianxin.registry.imports.codes import CODES
from lianxin.registry.imports.kinds import all_kinds

PAGE = (Path(__file__).parents[3] / "docs" / "import-codes.md").read_text(encoding="utf-8")


def test_every_row_code_is_explained_in_the_docs():
    explained = {
        code for line in PAGE.splitlines() if line.startswith("| `") for code in re.findall(r"`([A-Z_0-9]+)`", line)
    }

    assert explained >= set(CODES)


def test_every_field_of_every_kind_can_be_named_in_a_map_file():
    fields = {field.code for kind in all_kinds() for field in kind.fields.fields}

    assert [code for code in fields if not re.search(rf"\b{code}\b", PAGE)] == []
