"""The records: what one document says, each fact with the words it rests on.

A record is frozen and closed: a field that is not named here is refused. `Extraction` is what `policygraph extract`
prints and what the workspace keeps for a document; the graph, the dataset and the server are made from it.

Every value is copied from the document and normalised (simplified script, half-width `(),:;`, no white space); every
quote is the document's own text, so that `text[start:end] == quote`. Offsets count code points.
"""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

SCHEMA = "policygraph/2"


class Record(BaseModel):
    """Anything that is said about a document; immutable, without unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Evidence(Record):
    """Words of the document: `text[start:end] == quote`."""

    start: int
    end: int
    quote: str


class FieldEvidence(Evidence):
    """The words that one field of the document's description was read from."""

    field: str


class Role(StrEnum):
    """What an agency is to a task."""

    LEAD = "lead"
    SUPPORT = "support"
    RESPONSIBLE = "responsible"


class Unresolved(StrEnum):
    """Why a name was kept as printed instead of being completed."""

    NO_JURISDICTION = "no-jurisdiction"
    """The name has a level word (市, 省, 区 …), and the document does not tell whose."""
    NO_YEAR = "no-year"
    """The date has no year, and neither its item, its headings nor the document give one."""
    NO_DATE = "no-date"
    """The time is counted from a date (自印发之日起) that the document does not give."""
    NO_PERIOD = "no-period"
    """The time is counted through the plan's period (经过三年努力), which the document does not give."""
    WORKING_DAYS = "working-days"
    """The time is counted in working days (自印发之日起5个工作日内), which the calendar of holidays decides."""


class Reason(StrEnum):
    """Why a sentence with a trigger word (牵头, 负责, 责任单位 …) or a number with a unit is in no record. A closed list."""

    HEAD = "head"
    """Stands in the head of the document or the notice: title, addressees, the words that forward the plan."""
    TAIL = "tail"
    """Stands after the signature, in contact lines, or in what the web page adds."""
    HEADING = "heading"
    """Stands in a heading, which names a part and gives nobody work."""
    AIM = "aim"
    """Stands in a part that states aims, principles or background (指导思想, 基本原则, 目标, 意义)."""
    TIMETABLE = "timetable"
    """Stands in a timetable (进度安排, 实施步骤): phases, no tasks."""
    PROCEDURE = "procedure"
    """Stands in an application procedure or its conditions (申报程序, 申报条件): steps for applicants, no tasks."""
    RULE = "rule"
    """Stands in a regulation (第X条) or in a document that gives no work (通报, 批复), and names nobody who leads or is responsible for it."""
    NAME = "name"
    """The trigger is part of another word or of a name (负责人, 责任制, 配合比)."""
    REFERENCE = "reference"
    """Refers to whoever leads or is responsible without naming a body (各牵头单位要……, 由责任部门……)."""
    NO_AGENCY = "no-agency"
    """Says that somebody leads or is responsible, but names no body that it is (企业负责, 专人负责)."""
    CONDITION = "condition"
    """Holds a number that says for whom or when a measure is, or what money is given for (对年产值超过1亿元的企业)."""
    RATE = "rate"
    """Holds a number of a rule in force: a tax, a rate of interest, a fee, a price, a down payment, a standard (减按1%的税率)."""
    STATISTIC = "statistic"
    """Holds a number of what has been: reached, counted or paid (近年来累计建成50家)."""
    DURATION = "duration"
    """Holds a length of time or an age: a time limit of each case, the length of a loan (3个工作日内, 年满18周岁)."""
    DESCRIPTION = "description"
    """Holds a number that counts or describes what is spoken of, and no word says that it is to be reached or provided (分3个阶段)."""
    GENERAL = "general"
    """Asks all bodies in general to lead, support or be responsible, in a paragraph that is no item and has no clause."""
    UNNUMBERED = "unnumbered"
    """Names a body, but stands in a paragraph that has neither a number nor a responsibility clause."""
    UNREADABLE = "unreadable"
    """A responsibility clause whose bodies could not be told apart."""
    TABLE = "table"
    """Stands in a table that has no column for who is responsible."""


class DueKind(StrEnum):
    """How a time expression bounds a task."""

    BY = "by"
    FROM = "from"
    DURING = "during"
    EVERY = "every"
    ONGOING = "ongoing"


class Cadence(StrEnum):
    """How often a time comes again."""

    YEAR = "year"
    HALF_YEAR = "half-year"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"


class Operator(StrEnum):
    """How a value bounds what is counted."""

    AT_LEAST = ">="
    AT_MOST = "<="
    EQUAL = "="
    ABOUT = "~"
    RANGE = "range"


class Relation(StrEnum):
    """What a document does with one that it names."""

    BASIS = "basis"
    IMPLEMENTS = "implements"
    AMENDS = "amends"
    CREATES = "creates"
    ISSUES = "issues"
    MENTIONS = "mentions"


class LineageKind(StrEnum):
    """How a document stands to an earlier one, or what it says of its own validity."""

    BASIS = "basis"
    AMENDS = "amends"
    REPEALS = "repeals"
    FORWARDS = "forwards"
    VALID = "valid"


class Source(Record):
    """Where a document came from and how it was read."""

    path: str
    sha256: str
    """Of the bytes of the file, in hexadecimal."""
    loader: str
    """The loader that read it: `text`, `web` …"""
    encoding: str | None
    """The character encoding that was taken; null where the format fixes it."""


class FilePlace(Record):
    """Where in its file the text stands from an offset on, counted from one: the page of a PDF, the sheet and row of a workbook, the paragraph of a Word
    document or its table and row."""

    start: int
    page: int | None = None
    sheet: str | None = None
    table: int | None = None
    row: int | None = None
    paragraph: int | None = None


class DocumentFields(Record):
    """The head and tail of the document; a field that it does not give is null or empty."""

    title: str | None
    """The title of the document proper: the plan, not the notice that forwards it."""
    notice_title: str | None
    number: str | None
    """发文字号, brackets 〔〕, repaired where the page lost characters."""
    issuers: tuple[str, ...]
    date: str | None
    """成文日期, `YYYY-MM-DD` or `YYYY-MM`."""
    addressees: tuple[str, ...]
    period: tuple[str, str] | None
    """First and last year that the plan covers."""
    marks: tuple[str, ...]
    """密级 and 内部 marks in the head, as printed: 秘密★1年, 内部资料."""
    jurisdiction: str | None
    """The place whose bodies a bare level word means (广州市, 重庆市江北区); `中国` for documents of the central state."""
    evidence: tuple[FieldEvidence, ...]


class Due(Record):
    """When a task is to be done, reached or in force. Dates are ISO at the precision of the words."""

    model_config = ConfigDict(frozen=True, extra="forbid", serialize_by_alias=True, validate_by_name=True, validate_by_alias=True)

    kind: DueKind
    from_: str | None = Field(default=None, alias="from")
    to: str | None
    """Where `kind` is `every`, the month (`12`) or day (`12-31`) within it."""
    every: str | None
    """A `Cadence`; null where it is another (每两年)."""
    surface: str
    unresolved: Unresolved | None
    evidence: tuple[Evidence, ...]


class Assignment(Record):
    """One body, its role in one task."""

    role: Role
    agency: str
    """The name, completed: elided head restored, level word replaced by the jurisdiction."""
    surface: str
    """The words that name the body, normalised."""
    implied: bool
    """Said once for the whole document (以下均需…落实,不再列出), not in this task's own clause."""
    unresolved: Unresolved | None
    evidence: tuple[Evidence, ...]


class Task(Record):
    """What is to be done, and by whom: the text that one responsibility clause governs."""

    path: tuple[str, ...]
    """Numbers of the headings above, as printed, outermost first, the item's own last."""
    text: str
    clause: str | None
    assignments: tuple[Assignment, ...]
    due: tuple[Due, ...]
    open_ended: bool
    """The clause ends in 等, 等部门 or 有关单位: there are more bodies than it names."""
    evidence: tuple[Evidence, ...]
    """The words of `text`; more than one where they stand apart (cells of a row)."""
    clause_evidence: tuple[Evidence, ...]


class Target(Record):
    """A number that is to be reached, with what it counts."""

    path: tuple[str, ...]
    text: str
    """The words of the document that state it, normalised."""
    metric: str
    op: Operator
    value: int | float | tuple[int | float, int | float]
    """A plain number: 1.5亿 is 150000000, 30% is 30 with unit %; two where `op` is `range`."""
    unit: str | None
    by: str | None
    evidence: tuple[Evidence, ...]


class Funding(Record):
    """Money that the document provides, sets up, matches, lends, guarantees or sets aside."""

    path: tuple[str, ...]
    text: str
    amount: int | float | tuple[int | float, int | float] | None
    op: Operator | None
    unit: str | None
    ratio: str | None
    """A matching ratio, share or multiple as written: 1:2, 0.21%以上."""
    funders: tuple[str, ...]
    kind: str
    """The document's word for it: 风险补偿基金, 专项资金, 配套, 贷款 …"""
    task: int | None
    """Index in `tasks` of the task in whose words it stands."""
    evidence: tuple[Evidence, ...]


class Citation(Record):
    """Another document or law named in 《》, once a document."""

    title: str
    number: str | None
    relation: Relation
    evidence: tuple[Evidence, ...]
    """Every place that names it."""


class Membership(Record):
    """Who sits on a leading group."""

    body: str
    role: str
    member: str
    evidence: tuple[Evidence, ...]


class Phase(Record):
    """A stage of a timetable."""

    model_config = ConfigDict(frozen=True, extra="forbid", serialize_by_alias=True, validate_by_name=True, validate_by_alias=True)

    path: tuple[str, ...]
    label: str
    from_: str | None = Field(default=None, alias="from")
    to: str | None
    surface: str
    unresolved: Unresolved | None
    evidence: tuple[Evidence, ...]


class Validity(Record):
    """When a document is in force, as it says itself."""

    model_config = ConfigDict(frozen=True, extra="forbid", serialize_by_alias=True, validate_by_name=True, validate_by_alias=True)

    from_: str | None = Field(default=None, alias="from")
    to: str | None


class Lineage(Record):
    """What a document rests on, amends, repeals or forwards, and its own validity."""

    kind: LineageKind
    title: str | None
    """The other document; null where `kind` is `valid`."""
    number: str | None
    valid: Validity | None
    evidence: tuple[Evidence, ...]


class Omission(Record):
    """A sentence that holds a trigger word and is in no other record, and why."""

    reason: Reason
    evidence: tuple[Evidence, ...]


class Extraction(Record):
    """All that was read from one document."""

    schema_: str = Field(default=SCHEMA, alias="schema")
    source: Source
    rules: str
    """Version of the rules that read it."""
    text: str
    """The loader's text, which all offsets count in."""
    places: tuple[FilePlace, ...] = ()
    """By offset; a passage stands at the last place that begins at or before its start. Empty where the lines of the text are those of the file."""
    document: DocumentFields
    citations: tuple[Citation, ...]
    tasks: tuple[Task, ...]
    targets: tuple[Target, ...]
    funding: tuple[Funding, ...]
    memberships: tuple[Membership, ...]
    phases: tuple[Phase, ...]
    lineage: tuple[Lineage, ...]
    omissions: tuple[Omission, ...]

    model_config = ConfigDict(frozen=True, extra="forbid", serialize_by_alias=True, validate_by_name=True, validate_by_alias=True)
