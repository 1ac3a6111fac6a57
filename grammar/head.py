"""Head and tail of a document: title, notice, number, who signs, date, addressees, period.

    穗府〔2018〕2号
    广州市人民政府关于印发广州市创建国家知识产权强市行动计划（2017—2020年）的通知
    各区人民政府，市政府各部门、各直属机构：

The title is the plan's where a notice forwards one. A number that the page damaged (国知发协字〔201720) is repaired where
that can be done in one way. What the document does not give is null.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from grammar.flat import read_flat
from grammar.jurisdiction import Jurisdiction, jurisdiction
from grammar.outline import Outline
from grammar.shadow import normalise
from grammar.signature import DATE_LINE, Line, find_signature, iso_date
from ontology.records import DocumentFields, FieldEvidence

_TYPE = (
    r"(?:通知|意见|办法|方案|计划|措施|规定|决定|规划|要点|细则|纲要|函|批复|公告|通告|通报|举措|清单|指南|条例|政策|目录|报告|制度|规则|预案|标准|安排|工作要求|指引|任务|倡议书|实施意见|请示|令|分工|机制|准则|章程|\d+条)"
)
_TITLE_END = re.compile(rf"{_TYPE}\s*(?:\((?:试行|暂行|修订|修订版|修订稿|征求意见稿|[^()]*\d{{4}}[^()]*|\d.*?版)\)|[》”])*$")
_PERIOD_LINE = re.compile(r"^\((?:(?:19|20)\d\d)\s*年?\s*[-—–―~～至到]+\s*(?:19|20)?\d\d\s*年?\)$|^\((?:试行|暂行|修订)\)$")
_FORWARDS = re.compile(r"印发|转发|批转|公布|发布|下发|颁布")
_PREFIX = r"[\u4e00-\u9fff()]{1,16}?"
_NUMBER = re.compile(rf"(?P<prefix>{_PREFIX})\s*[\[(]\s*(?P<year>(?:19|20)\d\d)\s*[\])]\s*第?\s*(?P<serial>\d{{1,5}})\s*号")
_LOST_NUMBER = re.compile(rf"^(?P<prefix>{_PREFIX})\[(?P<year>(?:19|20)\d\d)(?P<serial>\d{{1,3}})(?:号|\])?$")
_ORDER = re.compile(r"(?P<prefix>[\u4e00-\u9fff]{2,20}令)\s*第\s*(?P<serial>\d{1,4})\s*号")
_LABEL = re.compile(r"^[\[]?\s*(?P<label>[\u4e00-\u9fff][\u4e00-\u9fff ]{1,10}?)\s*[\]:]+\s*(?P<value>.*)$")
_NUMBER_LABELS = ("发文字号", "文号", "发文文号", "文件编号", "发文号", "文件字号")
_ISSUER_LABELS = ("发文机关", "发文单位", "发文机构", "发文部门", "制定机关")
_DATE_LABELS = ("成文日期", "发文日期", "签发日期", "成文时间", "发文时间")
_ADDRESSED = re.compile(r"^(?!.*(?:如下|通知|要求|措施|意见|事项)\s*:$)[^。;!?《》]{2,400}:$")
_ADDRESSEE = re.compile(r"各|人民政府|部门|单位|委员会|[局厅委办]\s*[:,、]|公司|企业|机构|政府|学校|街道")
_PERIOD = re.compile(r"((?:19|20)\d\d)\s*年?\s*(?:[-—–―~～至到]+|--)\s*((?:19|20)\d\d)\s*年?")
_ONE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年(?:度)?(?!.{0,3}[月第])")
_PERIOD_IN_TEXT = re.compile(r"(?:试点|实施|规划|计划|行动|方案)(?:时间|期限|周期|期)(?:为|是|:)?\s*(?:自|从)?((?:19|20)\d\d)年?(?:\d{1,2}月)?\s*[-—–~至到]+\s*((?:19|20)\d\d)年")
_TITLE_BEGINS = re.compile(r"关于|印发|转发|批转|^(?!.{0,8}[全各我本][省市区县州])[\u4e00-\u9fff]{2,9}?(?:省|市(?!场)|区|县|州|\d{4}年)|^国家|^《|^\d{4}年")
_TITLE_MARK = re.compile(r"(?:\[[^\]]{2,10}\]|标\s*题\s*:)\s*")
"""What a page puts before a title: 【已废止】, 标题：."""
_FORWARDED = re.compile(r"(?:印发|转发|公布|发布)《(?P<name>.+)》(?:的通知|的函)$")
_FRONT_LINES = 90
_LOST_BREAKS = 60
"""A line of this length at the head of a document is a paragraph, or all of a text whose line breaks were lost."""
_ORGAN_LINE = re.compile(r"^[\u4e00-\u9fff\s()]{2,60}(?:政府|办公室|办公厅|委员会|局|厅|委|部|院|中心|领导小组|会)(?:文件)?$")


@dataclass(frozen=True, slots=True)
class Head:
    """What the head and tail say, and where they end."""

    fields: DocumentFields
    own: Jurisdiction
    body_start: int
    """Where the document proper begins, after its title."""
    tail_start: int
    """Where its closing lines begin: signature, date, printing."""


class _Reader:
    def __init__(self, text: str, outline: Outline) -> None:
        self.text, self.shadow, self.outline = text, outline.shadow, outline
        self.evidence: list[FieldEvidence] = []
        main = [b for b in outline.blocks if b.kind == "text"]
        self.lines = [Line(b.content_start, b.content_end, self.shadow[b.content_start : b.content_end].strip()) for b in main]
        numbered = next((i for i, b in enumerate(main) if b.number and b.number.rank <= 7), len(main))
        self.front = min(numbered, _FRONT_LINES)
        attachment = next((b.start for b in outline.blocks if b.kind == "attachment" and b.start > (main[self.front].start if self.front < len(main) else 0)), len(text))
        self.last = sum(1 for line in self.lines if line.start < attachment)

    def note(self, field: str, start: int, end: int) -> str:
        """Remember the words of a field; gives them normalised."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        self.evidence.append(FieldEvidence(field=field, start=start, end=end, quote=self.text[start:end]))
        return normalise(self.text[start:end])

    def flat(self) -> dict[str, list[tuple[int, int]]]:
        """The parts of a head whose line breaks were lost; empty where the text has lines."""
        found: dict[str, list[tuple[int, int]]] = {}
        for line in self.lines[: self.front + 1]:
            if line.end - line.start > _LOST_BREAKS:
                for field, start, end in read_flat(self.shadow, line.start):
                    found.setdefault(field, []).append((start, end))
                if found.keys() & {"number", "addressees"}:
                    return found
                found.clear()
        return found

    def labelled(self, labels: Iterable[str]) -> Line | None:
        """The value of a label in the page's box of particulars (发文字号：…), on its line or the next."""
        for index, line in enumerate(self.lines[: self.front]):
            found = _LABEL.match(line.words)
            if found and re.sub(r"\s", "", found["label"]) in labels:
                if value := found["value"].strip():
                    start = line.end - len(found["value"]) + (len(found["value"]) - len(found["value"].lstrip()))
                    return Line(start, start + len(value), value)
                if index + 1 < self.front and ":" not in self.lines[index + 1].words:
                    return self.lines[index + 1]
        return None

    def number(self) -> str | None:
        """发文字号: on a line of its own or in the box of particulars."""
        candidates = [line for line in self.lines[: self.front] if len(line.words) <= 60]
        if labelled := self.labelled(_NUMBER_LABELS):
            candidates.append(labelled)
        for line in candidates:
            found = _NUMBER.search(line.words) or _LOST_NUMBER.match(line.words)
            labelled_so = found and line.words[: found.start()].rstrip(" :]").endswith(_NUMBER_LABELS)
            published = found and line.words.startswith("(") and line.words.rstrip(")").endswith(("发布", "印发"))
            if found and "《" not in line.words and (len(line.words) - len(found[0]) <= 8 or labelled_so or published):
                prefix = re.sub(r".*(?:人民政府|办公厅|办公室|委员会|[日局])(?=.)", "", found["prefix"].split()[-1]) if published else found["prefix"].split()[-1]
                start = line.start + found.start() + found["prefix"].rfind(prefix)
                self.note("number", start, line.start + found.end())
                return f"{normalise(prefix)}〔{found['year']}〕{int(found['serial'])}号"
            if (found := _ORDER.fullmatch(line.words)) is not None:
                return self.note("number", line.start, line.end)
        return None

    def addressees(self) -> int | None:
        """Index of the line of addressees."""
        for index, line in enumerate(self.lines[: self.front]):
            if _ADDRESSED.match(line.words) and _ADDRESSEE.search(line.words) and not _LABEL.match(line.words[:12]) and not re.match(r"^(?:附件|联系|来源)", line.words):
                return index
        return None

    def title_before(self, index: int, stop: int) -> tuple[int, int] | None:
        """The lines of the title that ends on the nearest line before `index`: (first, last), not before `stop`."""
        end = index - 1
        while end >= stop and not _TITLE_END.search(self.lines[end].words):
            end -= 1
        return self.title_at(end, stop) if end >= stop else None

    def title_at(self, end: int, stop: int) -> tuple[int, int] | None:
        """The lines of a title whose last line is `end`: as many lines above as it takes to begin like a title."""
        start, joined = end, self.lines[end].words
        for above in range(end, max(stop, end - 4) - 1, -1):
            words = self.lines[above].words
            if above < end:
                if len(words) > 60 or re.search(r"[。:;!?]|https?|\d{2}:\d{2}", words) or _NUMBER.search(words) or DATE_LINE.match(words):
                    break
                joined = words + joined
            if _TITLE_BEGINS.search(joined):
                start = above
                break
        if start > stop and self.lines[start].words.startswith(("关于", "印发", "转发", "批转")):
            above_words = self.lines[start - 1].words
            if _ORGAN_LINE.match(above_words) and not above_words.endswith("文件"):
                start -= 1
        return (start, end) if self.lines[end].end - self.lines[start].start >= 5 else None

    def plan_title(self, first: int) -> tuple[int, int] | None:
        """The title of the plan that the notice forwards: the last line before the first item that ends as a title does."""
        for index in range(first, min(self.front + 1, len(self.lines))):
            words = self.lines[index].words
            if (label := _LABEL.match(words)) and label["value"] and "标题" not in re.sub(r"\s", "", label["label"]) and len(label["label"]) <= 6:
                continue
            if _TITLE_END.search(words) and len(words) <= 80 and not re.search(r"[。;!?]|:$|^附件|^抄送|^根据|^现将", words):
                found = self.title_at(index, first)
                if found and index + 1 < len(self.lines) and _PERIOD_LINE.match(self.lines[index + 1].words):
                    return found[0], index + 1
                return found
        return None

    def title_span(self, lines: tuple[int, int]) -> tuple[int, int]:
        return self.lines[lines[0]].start, self.lines[lines[1]].end


def _addressees(words: str) -> tuple[str, ...]:
    """市政府各部门、各直属机构 → 市政府各部门, 市政府各直属机构; 各镇人民政府、街道办事处 → 各镇人民政府, 各街道办事处."""
    found: list[str] = []
    everywhere = ""  # 各省、自治区、直辖市…局，…厅: the list of places belongs to every addressee
    for run in re.split(r"[,;]", words.rstrip(": ")):
        pieces = re.split(r"(?<=[府处门构位局委厅办会司业校院])、", run)
        head = re.match(r"^(?P<whose>.*?)(?P<each>各(?:[省市区县州盟旗地、()]|自治区|直辖市|计划单列市|新疆生产建设兵团|设区)*)", pieces[0])
        for number, piece in enumerate(pieces):
            if number and head and not piece.startswith(("省", "市", "区", "县", "有关", "国", "陕")):
                piece = f"{head['whose']}{piece}" if piece.startswith("各") else f"{head['whose']}{head['each']}{piece}" if len(piece) <= 8 else piece
            elif not head and everywhere and len(piece) <= 8 and not piece.startswith(("省", "市", "区", "县", "有关", "国")):
                piece = everywhere + piece
            if head and "、" in head["each"]:
                everywhere = head["each"]
            if piece.strip():
                found.append(normalise(piece))
    return tuple(found)


def _repaired(number: str) -> str:
    """陕发改能电力[2021]634号 → 陕发改能电力〔2021〕634号."""
    return re.sub(r"[\[(〔](\d{4})[\])〕]第?0*(\d+)号", r"〔\1〕\2号", number)


def _signed(shadow: str, start: int, end: int) -> list[tuple[int, int]]:
    """The bodies that sign in a run of words, each to the end of its name."""
    found = re.finditer(r"\S+?(?:人民政府(?!办公)|办公厅|办公室|委员会(?!办公)|局|厅)(?=\s|$|[\u4e00-\u9fff]{2,}?[省市区县州])", shadow[start:end])
    return [(start + part.start(), start + part.end()) for part in found]


def _period(title: str | None, body: str) -> tuple[str, str] | None:
    for words in filter(None, (title,)):
        if found := _PERIOD.search(words):
            return found[1], found[2]
        if (found := _ONE_YEAR.search(words)) and not words.endswith("通知"):
            return found[1], found[1]
    found = _PERIOD_IN_TEXT.search(body)
    return (found[1], found[2]) if found else None


def read_head(text: str, outline: Outline) -> Head:
    """Title, notice, number, issuers, date, addressees, period and jurisdiction, each with its words."""
    reader = _Reader(text, outline)
    lines = reader.lines
    number = reader.number()
    addressed = reader.addressees()
    addressees: tuple[str, ...] = ()
    notice: tuple[int, int] | None = None
    plan: tuple[int, int] | None = None
    after = 0
    if addressed is not None:
        notice = reader.title_before(addressed, 0)
        addressees = _addressees(reader.note("addressees", lines[addressed].start, lines[addressed].end))
        after = addressed + 1
    signature = find_signature(lines, outline.shadow, after, reader.front, latest=False)
    if addressed is not None or signature:
        start = signature.until if signature else after
        forwards = notice is None or _FORWARDS.search("".join(line.words for line in lines[notice[0] : notice[1] + 1])) or any(
            re.search(r"(?:印发|转发|下发)给?(?:你们)?|已经.{0,40}(?:同意|通过)", line.words) for line in lines[after : min(after + 4, reader.front)]
        )
        plan = reader.plan_title(start) if forwards else None
    if addressed is None and plan is None:
        plan = reader.plan_title(0)
    if signature is None or (plan and lines[signature.at].start > lines[plan[1]].end):
        signature = find_signature(lines, outline.shadow, max(after, reader.last - 25), reader.last, latest=True) or signature
    title = notice_title = None
    flat = reader.flat() if not (plan or notice) else {}
    if plan and notice and plan != notice:
        start, end = reader.title_span(notice)
        mark = _TITLE_MARK.match(outline.shadow, start, end)
        notice_title = reader.note("notice_title", mark.end() if mark else start, end)
    chosen = plan or notice
    if chosen:
        start, end = reader.title_span(chosen)
        if mark := _TITLE_MARK.match(outline.shadow, start, end):
            start = mark.end()
        if (named := _FORWARDED.search(outline.shadow, start, end)):  # the plan itself is not in the text
            notice_title = reader.note("notice_title", start, end)
            start, end = named.span("name")
        title = re.sub(r"^《(.*)》$", r"\1", reader.note("title", start, end))
    issuers: list[str] = []
    date = None
    body_start, tail_start = 0, len(text)
    if flat.get("notice_title"):
        first = reader.note("title" if "title" not in flat else "notice_title", *flat["notice_title"][0])
        title = reader.note("title", *flat["title"][0]).strip("《》") if "title" in flat else first
        notice_title = first if "title" in flat else None
        if "number" in flat and number is None:
            number = _repaired(reader.note("number", *flat["number"][0]))
        if "addressees" in flat:
            addressees = _addressees(reader.note("addressees", *flat["addressees"][0]))
        if "date" in flat:
            date = iso_date(reader.note("date", *flat["date"][0]))
            issuers = [reader.note("issuers", start, end) for start, end in _signed(outline.shadow, *flat["issuers"][0])]
        opening = ("title",) if "title" in flat else ("notice_title", "number", "addressees")
        body_start = max(end for field in opening for _, end in flat.get(field, [(0, 0)]))
        if "issuers" in flat and "title" not in flat:
            tail_start = flat["issuers"][0][0]
    elif signature:
        issuers = [reader.note("issuers", *span) for span in signature.issuers]
        if signature.date and signature.date_span:
            date = signature.date
            reader.note("date", *signature.date_span)
    if not issuers and (labelled := reader.labelled(_ISSUER_LABELS)):
        issuers = [reader.note("issuers", labelled.start, labelled.end)]
    if date is None and (labelled := reader.labelled(_DATE_LABELS)) and (date := iso_date(labelled.words)):
        reader.note("date", labelled.start, labelled.end)
    if date is None and chosen:
        for line in lines[chosen[1] + 1 : chosen[1] + 4]:
            if line.words.startswith("(") and (date := iso_date(line.words)):
                reader.note("date", line.start, line.end)
                break
    body_start = max(body_start, lines[chosen[1]].end if chosen else 0, lines[addressed].end if addressed is not None and (not plan or plan[1] < addressed) else 0)
    at_end = signature is not None and signature.at < len(lines) and lines[signature.at].start > body_start
    if signature and at_end:
        tail_start = lines[signature.at].start
    period = _period(title or notice_title, outline.shadow[body_start : body_start + 3000])
    own = jurisdiction(issuers, (notice_title, title), number, outline.shadow)
    fields = DocumentFields(
        title=title,
        notice_title=notice_title,
        number=number,
        issuers=tuple(issuers),
        date=date,
        addressees=addressees,
        period=period,
        jurisdiction=own.name,
        evidence=tuple(reader.evidence),
    )
    return Head(fields, own, body_start, tail_start)
