"""Counting rows: the sum over the classes is the number of rows, or it raises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxin.core.sheets import Issue, RowClass, Severity, Tally, TallyBroken


def issue(code: str, severity: Severity = Severity.REJECT) -> Issue:
    return Issue(code, severity, "莲秀", 7, "D", "9.90101E+17", "身份证号被表格软件改坏。")


def test_a_row_counts_under_its_first_rejection():
    tally = Tally()
    tally.add(RowClass.REJECTED, [issue("PHONE_INVALID", Severity.WARNING), issue("ID_DAMAGED"), issue("NAME_MISSING")])
    tally.add(RowClass.NEW, [issue("DATE_IN_FUTURE", Severity.WARNING)])
    tally.add(RowClass.DUPLICATE)

    assert tally.checked(3).as_json() == {
        "rows": 3, "new": 1, "changed": 0, "same": 0, "duplicates": 1,
        "rejected": {"ID_DAMAGED": 1}, "warnings": {"DATE_IN_FUTURE": 1},
    }  # fmt: skip


def test_a_class_that_contradicts_its_issues_raises():
    with pytest.raises(TallyBroken):
        Tally().add(RowClass.NEW, [issue("ID_DAMAGED")])
    with pytest.raises(TallyBroken):
        Tally().add(RowClass.REJECTED, [issue("DATE_IN_FUTURE", Severity.WARNING)])


def test_a_lost_row_raises():
    tally = Tally()
    tally.add(RowClass.SAME)

    with pytest.raises(TallyBroken):
        tally.checked(2)


@given(st.lists(st.sampled_from(list(RowClass))))
def test_rows_always_equal_the_sum_of_classes(classes):
    tally = Tally()
    for row_class in classes:
        tally.add(row_class, [issue("X")] if row_class is RowClass.REJECTED else [])

    counts = tally.checked(len(classes)).as_json()

    assert counts["rows"] == sum(counts[key] for key in ("new", "changed", "same", "duplicates")) + sum(
        counts["rejected"].values()
    )


def test_every_class_and_severity_has_a_label_and_an_issue_its_address():
    assert all(each.label for each in [*RowClass, *Severity])
    assert issue("X").cell == "D7"
