"""Opening an uploaded list: its tables, mapping, rows and datum, or one sentence why it is refused as a whole."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lianxin.core.errors import InvalidInput
from lianxin.core.sheets import (
    ColumnMapping,
    Examination,
    FieldSet,
    MappedRow,
    MappedTable,
    RowKind,
    SheetProblem,
    SheetSurvey,
    Table,
    cell_text,
    examine,
    mapping_from_choice,
    read_rows,
    read_workbook,
    require_stored_values,
)
from lianxin.registry.choices import Datum
from lianxin.registry.imports.kinds import all_kinds
from lianxin.registry.imports.outcomes import ImportKind
from lianxin.registry.rules.points import datum_named_in

_POINT_FIELDS = frozenset({"latitude", "longitude", "point"})
_SPEAKING_ROWS = frozenset({RowKind.TITLE, RowKind.HEADER, RowKind.NOTE, RowKind.SIGNATURE})


class FileRefused(InvalidInput):
    """The file as a whole cannot be imported; the code is the engine's (NO_HEADER, WRONG_KIND…)."""

    code = "FILE_REFUSED"
    title = "这个文件导不了"
    message = "{sentence}"

    def __init__(self, *, code: str, sentence: str) -> None:
        self.code = code
        super().__init__(sentence=sentence)


class MappingIncomplete(InvalidInput):
    code = "MAPPING_INCOMPLETE"
    message = "有的列还没有对上：{missing}。请在“对列”里指给对应的列。"


class FieldUnknown(InvalidInput):
    code = "FIELD_UNKNOWN"
    message = "{kind}没有“{field}”这个字段。可用：{known}。"


class HeaderUnknown(InvalidInput):
    code = "HEADER_UNKNOWN"
    message = "对列文件里的表头“{header}”在表里没有。表里有：{known}。"


class DatumUnknown(InvalidInput):
    code = "DATUM_UNKNOWN"
    message = "表里有坐标，但没有写是哪种坐标系。请选 WGS-84、GCJ-02 或 BD-09；不说明就不写入，系统不猜。"


class DatumConflict(InvalidInput):
    code = "DATUM_CONFLICT"
    message = "表里写的坐标系是 {stated}，选的是 {chosen}，对不上。请核对后再导。"


@dataclass(slots=True)
class FileReading:
    """An opened list. `datums` gives the coordinate system by sheet, where it has points."""

    kind: ImportKind
    examination: Examination
    rows: list[MappedRow] = field(default_factory=list)
    datums: dict[str, str] = field(default_factory=dict)

    @property
    def fed_fields(self) -> set[str]:
        """The fields that some column of the file feeds."""
        return {match.field for mapped in self.examination.tables for match in mapped.mapping.columns if match.field}

    @property
    def missing(self) -> list[str]:
        codes = {code for mapped in self.examination.tables for code in mapped.mapping.missing}
        return [self.kind.fields.field(code).label for code in sorted(codes)]


def open_list(
    content: bytes,
    file_name: str,
    kind: ImportKind,
    *,
    remembered: Mapping[str, Sequence[str | None]] | None = None,
    choices: Sequence[Mapping[str, str | None]] = (),
    columns: Mapping[str, str] | None = None,
) -> FileReading:
    """Open a file and map its tables.

    `choices` are a clerk's mappings by table (field by column letter); `columns` maps header texts to fields.
    """
    try:
        workbook = read_workbook(content, file_name)
        others = [other.fields for other in all_kinds() if other.code != kind.code]
        fields = _with_headers(kind.fields, columns or {})
        examination = examine(workbook, fields, others, remembered)
        if choices or columns:
            examination = _with_choices(examination, kind, choices, columns or {})
        for mapped in examination.tables:
            require_stored_values(mapped.table, mapped.mapping)
    except SheetProblem as problem:
        raise FileRefused(code=problem.code.value, sentence=f"{problem.message}{problem.advice}") from None
    return FileReading(kind, examination)


def read_data_rows(reading: FileReading, *, datum: str = "") -> FileReading:
    """Fill in the rows and the datum of each sheet; refuses a mapping with holes and a datum nobody named."""
    if reading.missing:
        raise MappingIncomplete(missing="、".join(reading.missing))
    reading.rows = [
        row
        for mapped in reading.examination.tables
        for row in read_rows(mapped.table, reading.kind.fields, mapped.mapping)
    ]
    if reading.kind.has_points:
        _settle_datums(reading, datum)
    return reading


def needs_datum(reading: FileReading) -> bool:
    """Whether a table has coordinates and nothing in the file says in which system."""
    return any(
        _has_points(mapped, reading) and not _stated_datum(mapped.table, reading.examination.surveys)
        for mapped in reading.examination.tables
    )


def _settle_datums(reading: FileReading, chosen: str) -> None:
    for mapped in reading.examination.tables:
        if not _has_points(mapped, reading):
            continue
        stated = _stated_datum(mapped.table, reading.examination.surveys)
        if stated and chosen and stated != {chosen}:
            raise DatumConflict(stated=_labels(stated), chosen=_labels({chosen}), fields={"datum": "与表头不一致"})
        if not stated and not chosen:
            raise DatumUnknown(fields={"datum": "请选坐标系"})
        if len(stated) > 1:
            raise DatumConflict(stated=_labels(stated), chosen=_labels({chosen}) or "一种也没选")
        reading.datums[mapped.table.sheet.name] = chosen or next(iter(stated))


def _labels(datums: Iterable[str]) -> str:
    return "、".join(Datum(datum).label for datum in sorted(datums) if datum)


def _has_points(mapped: MappedTable, reading: FileReading) -> bool:
    """Whether the coordinate columns are used and not all blank."""
    if not reading.kind.has_points:
        return False
    positions = [match.position for match in mapped.mapping.columns if match.field in _POINT_FIELDS]
    return any(row.values[position] != "" for row in mapped.table.data_rows for position in positions)


def _stated_datum(table: Table, surveys: Sequence[SheetSurvey]) -> set[str]:
    """What titles, headers and notes of the sheet say about the coordinate system."""
    texts = [*table.titles, table.sheet.name, *(part for column in table.columns for part in column.parts)]
    for survey in surveys:
        if survey.sheet is table.sheet:
            texts += _speaking_texts(survey)
    return {datum for text in texts for datum in datum_named_in(text)}


def _speaking_texts(survey: SheetSurvey) -> list[str]:
    texts = []
    for pane in survey.panes:
        for offset, row_kind in enumerate(pane.kinds):
            if row_kind in _SPEAKING_ROWS:
                row = survey.sheet.rows[pane.top + offset][pane.left : pane.right + 1]
                texts += [cell_text(value) for value in row if value != ""]
    return texts


def _with_headers(fields: FieldSet, columns: Mapping[str, str]) -> FieldSet:
    """The kind's vocabulary with the headers named by hand, so that a row of unusual words is seen to be a header."""
    if not columns:
        return fields
    known = []
    for one in fields.fields:
        headers = tuple(header for header, code in columns.items() if code == one.code)
        known.append(replace(one, synonyms=(*one.synonyms, *headers)))
    return replace(fields, fields=tuple(known))


def _with_choices(
    examination: Examination, kind: ImportKind, choices: Sequence[Mapping[str, str | None]], columns: Mapping[str, str]
) -> Examination:
    _demand_known(examination, kind, [field for choice in choices for field in choice.values()], columns)
    tables = []
    for mapped in examination.tables:
        mapping = mapped.mapping
        if mapped.index < len(choices) and choices[mapped.index]:
            mapping = mapping_from_choice(mapped.table, kind.fields, choices[mapped.index])
        elif columns:
            mapping = mapping_from_choice(mapped.table, kind.fields, _choice_by_header(mapping, columns))
        tables.append(MappedTable(mapped.index, mapped.table, mapping))
    return Examination(tuple(tables), examination.surveys, examination.remarks)


def _demand_known(
    examination: Examination, kind: ImportKind, fields: Sequence[str | None], columns: Mapping[str, str]
) -> None:
    known = {field.code for field in kind.fields.fields}
    for code in (*fields, *columns.values()):
        if code and code not in known:
            raise FieldUnknown(kind=kind.label, field=code, known="、".join(sorted(known)))
    headers = {match.header for mapped in examination.tables for match in mapped.mapping.columns if match.header}
    for header in columns:
        if header not in headers:
            raise HeaderUnknown(header=header, known="、".join(sorted(headers)))


def _choice_by_header(mapping: ColumnMapping, columns: Mapping[str, str]) -> dict[str, str | None]:
    """The proposal, with the named headers overruled; a field named by hand is fed by no other column."""
    by_hand = set(columns.values())
    choice: dict[str, str | None] = {}
    for match in mapping.columns:
        if match.header in columns:
            choice[match.letter] = columns[match.header] or None
        else:
            choice[match.letter] = None if match.field in by_hand else match.field
    return choice
