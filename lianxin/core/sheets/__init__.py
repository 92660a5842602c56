"""The importer engine: reads the spreadsheets offices really have. Plain Python, no domain words.

A room brings a `FieldSet` (its kind of list). The way of a file:
    workbook = read_workbook(content, file_name)                  # or SheetProblem
    found = examine(workbook, kind, others, remembered)           # tables, mapping, or SheetProblem
    for mapped in found.tables:
        require_stored_values(mapped.table, mapped.mapping)       # or SheetProblem
        for row in read_rows(mapped.table, kind, mapped.mapping): # data rows only, group values filled down
            row.text("name"), row.values.get("birth_on"), row.cell("id_no")
"""

from lianxin.core.sheets.classes import Issue, RowClass, Severity, Tally, TallyBroken
from lianxin.core.sheets.dates import DateReading, read_date
from lianxin.core.sheets.examining import Examination, MappedTable, examine, require_stored_values
from lianxin.core.sheets.fields import Field, FieldSet
from lianxin.core.sheets.filling import MappedRow, read_rows
from lianxin.core.sheets.mapping import ColumnMapping, ColumnMatch, mapping_from_choice, propose_mapping
from lianxin.core.sheets.problems import ProblemCode, SheetProblem
from lianxin.core.sheets.reading import read_workbook
from lianxin.core.sheets.rejected import RejectedRow, write_rejected
from lianxin.core.sheets.surveying import survey_workbook
from lianxin.core.sheets.tables import Column, Pane, Row, RowKind, SheetSurvey, Table
from lianxin.core.sheets.values import (
    cell_text,
    clean_text,
    is_damaged_number,
    name_text,
    read_number,
)
from lianxin.core.sheets.workbook import CellValue, Limits, Sheet, Workbook, column_letter

__all__ = [
    "CellValue",
    "Column",
    "ColumnMapping",
    "ColumnMatch",
    "DateReading",
    "Examination",
    "Field",
    "FieldSet",
    "Issue",
    "Limits",
    "MappedRow",
    "MappedTable",
    "Pane",
    "ProblemCode",
    "RejectedRow",
    "Row",
    "RowClass",
    "RowKind",
    "Severity",
    "Sheet",
    "SheetProblem",
    "SheetSurvey",
    "Table",
    "Tally",
    "TallyBroken",
    "Workbook",
    "cell_text",
    "clean_text",
    "column_letter",
    "examine",
    "is_damaged_number",
    "mapping_from_choice",
    "name_text",
    "propose_mapping",
    "read_date",
    "read_number",
    "read_rows",
    "read_workbook",
    "require_stored_values",
    "survey_workbook",
    "write_rejected",
]
