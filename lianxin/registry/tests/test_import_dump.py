"""Nothing personal of an imported list can be read anywhere in the database."""

import json
import re

import pytest

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


def substrings(text, lengths):
    return {text[start : start + length] for length in lengths for start in range(len(text) - length + 1)}


def leaked(needles, haystack):
    """The needles that stand in the text, found by their length instead of one by one."""
    lengths = {len(needle) for needle in needles}
    return needles & substrings(haystack, lengths)


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

    assert len(names) > 5000 and len(numbers) > 20000
    for table, text in everything.items():
        assert leaked(numbers, text) == set(), table
        assert leaked({name for name in names if len(name) > 2}, text) == set(), table
        if table in PEOPLE_TABLES:
            assert leaked({name for name in names if len(name) == 2}, text) == set(), table


def test_the_search_would_find_a_leak():
    assert leaked({"陈小华", "10012345678"}, "甲陈小华乙 100-12345678") == {"陈小华"}


def text_of(rows):
    """All values of a table as text, JSON unescaped so that \\u9648 counts as 陈."""
    parts = []
    for row in rows:
        for value in row:
            text = value if isinstance(value, str) else str(value)
            if "\\u" in text:
                text += json.loads(f'"{re.sub(chr(34), "", text)}"')
            parts.append(text)
    return "\n".join(parts)
