"""Nothing personal of an imported list can be read anywhere in the database."""

import io
import json
import re
import zipfile
import zlib
from contextlib import suppress

import pytest
from django.contrib.sessions.models import Session

from lianxin.accounts.tests.factories import Browser, make_station, make_user
from lianxin.core.jobs import run_waiting_jobs
from lianxin.core.sheets import cell_text, name_text
from lianxin.registry.imports.files import open_list, read_data_rows
from lianxin.registry.imports.kinds import kind_by_code
from lianxin.registry.models import ImportBatch
from lianxin.registry.tests.importing import COMPOUNDS, RESIDENTS, dump, table_names

pytestmark = pytest.mark.django_db
# Tables that hold people or contacts; only there can a name of two characters be searched without false alarms.
PEOPLE_TABLES = {
    "registry_resident",
    "registry_contact",
    "registry_household",
    "registry_membership",
    "registry_importbatch",
    "registry_batchcontent",
    "registry_seasonalattribute",
    "django_tasks_database_dbtaskresult",
    "django_session",
    "audit_auditentry",
}


def spellings(path, kind, fields):
    """Every form in which the file writes the fields, rejected rows included."""
    found = {field: set() for field in fields}
    for row in read_data_rows(open_list(path.read_bytes(), path.name, kind), datum="").rows:
        for field in fields:
            value = row.values.get(field, "")
            if value == "":
                continue
            text = cell_text(value)
            found[field] |= {str(value).strip(), text, re.sub(r"[\s-]", "", text), name_text(value)}
    return {field: {text for text in texts if len(text) >= 2} for field, texts in found.items()}


_CHINESE_RUN = re.compile(r"[\u3400-\u9fff·]{2,}")
_NUMBER_RUN = re.compile(r"[0-9０-９Xx.eE+ -]{7,}")


def leaked(needles, haystack, run):
    """The needles that stand in the text: only runs of their own signs can hold one."""
    lengths = sorted({len(needle) for needle in needles})
    pieces = set()
    for found in set(run.findall(haystack)):
        for length in lengths:
            pieces.update(found[start : start + length] for start in range(len(found) - length + 1))
    return needles & pieces


@pytest.fixture
def imported():
    """Both lists through the browser and the worker, with everything they leave behind."""
    browser = Browser(make_user("su"))
    for path, kind in ((COMPOUNDS, "compound"), (RESIDENTS, "resident")):
        with path.open("rb") as file:
            batch = browser.upload("/api/imports", file=file, kind=kind).json()
        run_waiting_jobs()
        assert browser.post(f"/api/imports/{batch['id']}/commit").status_code == 200
        run_waiting_jobs()
        assert ImportBatch.objects.of(make_station()).get(pk=batch["id"]).state == "COMMITTED"
    return dump(table_names())


def test_no_name_phone_or_number_of_the_lists_stands_in_any_table(imported):
    people = spellings(RESIDENTS, kind_by_code("resident"), ("name", "phone", "id_no"))
    contacts = spellings(COMPOUNDS, kind_by_code("compound"), ("contact", "phone"))
    names = people["name"] | contacts["contact"]
    numbers = {text for text in people["phone"] | people["id_no"] | contacts["phone"] if len(text) >= 7}
    everything = {table: text_of(rows) for table, rows in imported.items()}
    everything["django_session"] += "".join(str(session.get_decoded()) for session in Session.objects.all())

    assert len(names) > 5000 and len(numbers) > 20000
    assert {needle for needle in names if not _CHINESE_RUN.fullmatch(needle)} <= spaced(names)
    assert {needle for needle in numbers if not _NUMBER_RUN.fullmatch(needle)} == set()
    for table, text in everything.items():
        assert leaked(numbers, text, _NUMBER_RUN) == set(), table
        assert leaked({name for name in names if len(name) > 2}, text, _CHINESE_RUN) == set(), table
        if table in PEOPLE_TABLES:
            assert leaked({name for name in names if len(name) == 2}, text, _CHINESE_RUN) == set(), table


def test_the_search_would_find_a_leak():
    text = "甲陈小华乙 100-12345678 x990101198703100137y"

    assert leaked({"陈小华", "李明"}, text, _CHINESE_RUN) == {"陈小华"}
    assert leaked({"100-12345678", "10012345678"}, text, _NUMBER_RUN) == {"100-12345678"}


@pytest.mark.parametrize(
    "hidden", [str.encode, lambda text: zlib.compress(text.encode()), lambda text: zipped(text.encode())]
)
def test_the_search_looks_into_what_is_packed(hidden):
    assert "陈小华" in text_of([(hidden("甲陈小华乙"),)])


def zipped(content):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("sheet1.xml", content)
    return out.getvalue()


def spaced(names):
    """Names written with a blank inside; without it they are searched for as well."""
    return {name for name in names if " " in name}


def text_of(rows):
    """All values of a table as text, unpacked, and JSON unescaped so that \\u9648 counts as 陈."""
    parts = []
    for row in rows:
        for value in row:
            text = unpacked(bytes(value)) if isinstance(value, bytes | memoryview) else str(value)
            if "\\u" in text:
                text += json.loads(f'"{re.sub(chr(34), "", text)}"')
            parts.append(text)
    return "\n".join(parts)


def unpacked(content):
    """What bytes say to somebody who tries the usual ways to open them."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        book = zipfile.ZipFile(io.BytesIO(content))
        content = b"\n".join(book.read(name) for name in book.namelist())
    else:
        with suppress(zlib.error):
            content = zlib.decompress(content)
    return content.decode(errors="replace")
