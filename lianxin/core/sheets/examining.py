"""One look at a whole file: its tables, their mapping, and whether it is the kind of list it claims to be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from lianxin.core.sheets.fields import FieldSet
from lianxin.core.sheets.mapping import ColumnMapping, propose_mapping
from lianxin.core.sheets.matching import sample_texts
from lianxin.core.sheets.problems import ProblemCode, SheetProblem
from lianxin.core.sheets.repeating import split_repeated
from lianxin.core.sheets.surveying import survey_workbook
from lianxin.core.sheets.tables import Row, RowKind, SheetSurvey, Table
from lianxin.core.sheets.values import cell_text
from lianxin.core.sheets.words import (
    field_words,
    header_forms,
    is_count,
    is_count_header,
    is_day_header,
    is_serial_header,
)
from lianxin.core.sheets.workbook import CellValue, Workbook, column_letter

_MARGIN, _CLEAR_LEAD = 0.15, 0.25
_LOOKED_AT = 200
_FEW_COLUMNS = 3
_HEADER_ONLY = "只有表头，没有一行数据"


@dataclass(frozen=True, slots=True)
class MappedTable:
    """This will pair a table with its mapping; `index` is its place in the file."""

    index: int
    table: Table
    mapping: ColumnMapping


@dataclass(frozen=True, slots=True)
class Examination:
    """This will hold what an upload contains; `remarks` are sentences on sheets left out and hidden sheets read."""

    tables: tuple[MappedTable, ...]
    surveys: tuple[SheetSurvey, ...]
    remarks: tuple[str, ...]

    @property
    def data_row_count(self) -> int:
        return sum(len(mapped.table.data_rows) for mapped in self.tables)

    @property
    def needs_mapping(self) -> bool:
        return any(not mapped.mapping.is_complete for mapped in self.tables)


def examine(
    workbook: Workbook,
    kind: FieldSet,
    others: Sequence[FieldSet] = (),
    remembered: Mapping[str, Sequence[str | None]] | None = None,
) -> Examination:
    """This will find and map the tables of a file, or raise NO_HEADER, NOT_A_ROSTER, WRONG_KIND or MIXED_KINDS."""
    rivals = [other for other in others if other.code != kind.code]
    surveys = survey_workbook(workbook, [kind, *rivals])
    remarks = [f"《{survey.sheet.name}》{survey.reason}，没有读。" for survey in surveys if survey.reason]
    judged = [
        _judge(part, kind, rivals, remembered)
        for survey in surveys
        for table in survey.tables
        for part in split_repeated(table, kind)
    ]
    _require_one_kind(kind, judged)
    has_complete = any(each.is_accepted and each.mapping.is_complete for each in judged)
    accepted = []
    for each in judged:
        if has_complete and each.is_accepted and each.is_stray(kind):
            each.reason = f"不像{kind.label}"
        if each.reason:
            remarks.append(f"《{each.table.sheet.name}》第 {each.table.first_row} 行起{each.reason}，没有读。")
        elif each.rival is None:
            accepted.append(each)
    if not accepted:
        raise _nothing_found(surveys, remarks, kind)
    _require_headers(surveys)
    remarks += _reading_remarks(accepted)
    tables = tuple(MappedTable(index, each.table, each.mapping) for index, each in enumerate(accepted))
    return Examination(tables, tuple(surveys), tuple(remarks))


@dataclass(slots=True)
class _Judged:
    """This will hold what one table turned out to be: a list of the kind, of a rival kind, or nothing to read."""

    table: Table
    mapping: ColumnMapping
    rival: FieldSet | None
    reason: str

    @property
    def is_accepted(self) -> bool:
        return not self.reason and self.rival is None

    def is_stray(self, kind: FieldSet) -> bool:
        """This will recognise a table of choices or a legend beside a real list: next to nothing in it fits."""
        if self.mapping.is_complete:
            return False
        used = sum(match.field is not None for match in self.mapping.columns)
        headed = sum(bool(match.header) for match in self.mapping.columns)
        has_nothing_needed = set(self.mapping.missing) == set(kind.missing(set()))
        return used <= 1 or (has_nothing_needed and headed <= _FEW_COLUMNS)


def _judge(
    table: Table,
    kind: FieldSet,
    rivals: Sequence[FieldSet],
    remembered: Mapping[str, Sequence[str | None]] | None,
) -> _Judged:
    samples = sample_texts(table)
    mapping = propose_mapping(table, kind, remembered, samples)
    rival = None if mapping.is_remembered else _better_kind(table, mapping, kind, rivals, samples)
    reason = _why_no_roster(table, [kind, *rivals], is_mapped=mapping.is_complete)
    if table.sheet.is_hidden and (rival is not None or not mapping.is_complete):
        return _Judged(table, mapping, None, f"不是{kind.label}，又在隐藏的工作表里")
    return _Judged(table, mapping, None if reason else rival, reason)


def _reading_remarks(accepted: Sequence[_Judged]) -> list[str]:
    hidden = dict.fromkeys(each.table.sheet.name for each in accepted if each.table.sheet.is_hidden)
    remarks = [f"《{name}》是隐藏的工作表，也一起读了。" for name in hidden]
    for each in accepted:
        fed = {match.header: match.letter for match in each.mapping.columns if match.field and match.header}
        for match in each.mapping.columns:
            if not match.field and match.header in fed and match.samples:
                remarks.append(
                    f"《{each.table.sheet.name}》有两列都叫“{match.header}”，"
                    f"只读了 {fed[match.header]} 列，没有读 {match.letter} 列。"
                )
    return remarks


def _require_headers(surveys: Sequence[SheetSurvey]) -> None:
    """This will refuse a sheet full of rows that only lacks a header: leaving it out would lose people in silence."""
    for survey in surveys:
        if survey.tables or survey.sheet.is_hidden:
            continue
        full = [row for row in survey.sheet.rows if sum(value != "" for value in row) >= 3]
        figures = [row for row in full if _reads_like_an_entry(row)]
        if len(full) >= 2 and len(figures) >= 0.5 * len(full):
            raise SheetProblem(
                ProblemCode.NO_HEADER,
                f"《{survey.sheet.name}》有 {len(full)} 行数据，但找不到表头，不知道每一列是什么。",
                "请给这张表加上表头；不需要它，就先把它删掉再上传。",
                sheet=survey.sheet.name,
            )


def _is_card(rows: Sequence[Row], kinds: Sequence[FieldSet]) -> bool:
    """This will recognise a form that states a different field in each row: 姓名 李明 / 电话 100…

    A column of types (学校, 酒店, 网点) also holds header words, but all of one field.
    """
    first = [forms for row in rows if (forms := header_forms(next((v for v in row.values if v != ""), "")))]
    for kind in kinds:
        fields = {word: field.code for field in kind.fields for word in field_words(field.label, field.synonyms)}
        stated = {fields[form] for forms in first for form in forms if form in fields}
        if len(stated) >= max(2, 0.6 * len(first)):
            return True
    return False


def _reads_like_an_entry(row: Sequence[CellValue]) -> bool:
    """This will tell a row of a list (words and figures) from one of a summary (a word, then only counts)."""
    stated = [value for value in row if value != ""]
    counts = sum(is_count(value) and not _is_long(value) for value in stated)
    return any(sign.isdigit() for value in stated for sign in str(value)) and counts < len(stated) - 1


def _is_long(value: CellValue) -> bool:
    return len(cell_text(value)) >= 7


def require_stored_values(table: Table, mapping: ColumnMapping) -> None:
    """This will raise FORMULA_WITHOUT_VALUE for a used cell of a data row whose formula has no stored result."""
    if not table.sheet.formula_gaps:
        return
    used = {table.columns[match.position].index: match.header for match in mapping.columns if match.field}
    data = {row.number - 1 for row in table.rows if row.kind is RowKind.DATA}
    gaps = sorted(gap for gap in table.sheet.formula_gaps if gap[0] in data and gap[1] in used)
    if not gaps:
        return
    row, column = gaps[0]
    cell = f"{column_letter(column)}{row + 1}"
    also = f"等 {len(gaps)} 格" if len(gaps) > 1 else ""
    raise SheetProblem(
        ProblemCode.FORMULA_WITHOUT_VALUE,
        f"《{table.sheet.name}》{cell}{also}（{used[column]}）是公式，文件里没有存下结果，系统不替它算。",
        "请用表格软件打开原件，保存一次再上传；或把公式列复制后“选择性粘贴为数值”。",
        sheet=table.sheet.name,
        cell=cell,
    )


def _better_kind(
    table: Table, mapping: ColumnMapping, kind: FieldSet, rivals: Sequence[FieldSet], samples: list[list[str]]
) -> FieldSet | None:
    """This will name another kind the table fits clearly better."""
    own, own_use = _fitness(table, kind, mapping), _use(mapping)
    best, best_fitness = None, 0.0
    for rival in rivals:
        theirs = propose_mapping(table, rival, samples=samples)
        fitness = _fitness(table, rival, theirs)
        is_likely = theirs.is_complete or (not mapping.is_complete and fitness > own + _CLEAR_LEAD)
        if is_likely and fitness > best_fitness and _use(theirs) >= own_use:
            best, best_fitness = rival, fitness
    margin = _MARGIN if mapping.is_complete else 0.0
    return best if best_fitness > own + margin else None


def _fitness(table: Table, kind: FieldSet, mapping: ColumnMapping) -> float:
    """This will weigh from 0 to about 1.2 how much a table looks like a kind."""
    required = sum(field.is_required for field in kind.fields) + len(kind.alternatives)
    have = 1 - len(mapping.missing) / required if required else 0.5
    texts = [*table.titles, table.sheet.name]
    named = any(word in text for word in kind.title_words for text in texts)
    return 0.5 * have + 0.5 * _use(mapping) + (0.2 if named else 0.0)


def _use(mapping: ColumnMapping) -> float:
    """This will give the share of the headed columns a mapping makes use of, weighed by how sure it is."""
    headed = [match for match in mapping.columns if match.header and not is_serial_header(match.header)]
    return sum(match.confidence for match in headed if match.field) / max(1, len(headed))


def _why_no_roster(table: Table, kinds: Sequence[FieldSet], is_mapped: bool) -> str:
    """This will recognise tables that are no lists: a bare header, a duty matrix, or a summary that only counts."""
    rows = list(islice((row for row in table.rows if row.kind is RowKind.DATA), _LOOKED_AT))
    if not rows:
        return _HEADER_ONLY
    if _is_card(rows, kinds):
        return "像一人一张的登记卡，或是行列颠倒的表"
    if is_mapped:
        return ""
    headers = [column.header for column in table.columns if column.header]
    if sum(is_day_header(header) for header in headers) >= 5:
        return "像排班表或日程表"
    counting = sum(is_count_header(header) for header in headers)
    cells = [value for row in rows for value in row.values if value != ""]
    counts = sum(is_count(value) for value in cells)
    if len(headers) >= 3 and counting >= 0.5 * len(headers) and counts >= 0.5 * len(cells):
        return "像统计汇总表，只有数字没有名单"
    return ""


def _require_one_kind(kind: FieldSet, judged: Sequence[_Judged]) -> None:
    stranger = next((each for each in judged if each.rival is not None), None)
    if stranger is None or stranger.rival is None:
        return
    rival, sheet = stranger.rival, stranger.table.sheet.name
    own = next((each for each in judged if each.is_accepted and each.mapping.is_complete), None)
    if own is not None:
        raise SheetProblem(
            ProblemCode.MIXED_KINDS,
            f"文件里混了两种名单：《{own.table.sheet.name}》是{kind.label}，《{sheet}》像{rival.label}。",
            "请把两种名单分成两个文件，分别上传。",
            sheet=sheet,
            looks_like=rival.code,
        )
    raise SheetProblem(
        ProblemCode.WRONG_KIND,
        f"选的是{kind.label}，但《{sheet}》看起来是{rival.label}。",
        f"请改选“{rival.label}”再上传，或换一个文件。",
        sheet=sheet,
        looks_like=rival.code,
    )


def _nothing_found(surveys: Sequence[SheetSurvey], remarks: list[str], kind: FieldSet) -> SheetProblem:
    if remarks and all(_HEADER_ONLY in remark or "是空的" in remark for remark in remarks):
        return SheetProblem(ProblemCode.EMPTY_FILE, "文件里只有表头，没有一行数据。", "请检查是不是选错了文件。")
    reasons = {survey.reason for survey in surveys if survey.reason}
    if any(survey.tables for survey in surveys) or reasons - {"没有找到表头", "是空的"}:
        what = "".join(remarks)
        return SheetProblem(
            ProblemCode.NOT_A_ROSTER, f"这不像{kind.label}：{what}", "请上传一行一条的名单，第一行写明各列是什么。"
        )
    return SheetProblem(
        ProblemCode.NO_HEADER,
        "找不到表头，不知道每一列是什么。",
        "请在数据上面加一行表头，写明各列是什么，再上传。",
    )
