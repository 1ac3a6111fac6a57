"""由X牵头, 由X负责, X会同Y in the running text of an item that has no clause of its own: the phrase is its clause.

    奖补资金由县住房城乡建设局负责发放。
    市知识产权局会同市财政局制定管理办法。
    省发展改革委和省林业局为全省电网改造的总牵头单位。

由企业负责, 由专人牵头 name no body; a house rule (由主任单位牵头) names none either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from grammar.clauses import Clause, read_clause
from grammar.drafts import Draft, mentions_of
from grammar.names import looks_like_a_body

_NAMES = r"[\u4e00-\u9fff、()\[\]]{2,60}?"
_BY = re.compile(
    rf"由(?<!理由)(?P<names>{_NAMES})"
    r"(?:(?P<lead>牵头|总牵头)|(?:具体|组织|分别|共同|统一|按(?:照各自)?职责(?:分工)?)?(?P<responsible>负责|负总责)(?!解释))"
)
_JOINING = re.compile(r"(?:要|应当?|负责|可以?|将|须|需)?会同(?P<others>[\u4e00-\u9fff、()\[\]]{2,60})")
_LABELS = re.compile("牵头单位|牵头部门|责任单位|责任部门|配合单位|配合部门")
_AS_LEAD = re.compile(rf"(?:^|[,。;\n]|(?<=[位门])、)\s*(?P<names>{_NAMES})(?:为|是|作为)[^,。;]{{0,14}}?(?P<word>(?:总)?牵头|责任|配合)(?:单位|部门)")
_SENTENCE_START = re.compile(
    r"[。;,\n]\s*(?=[省市区县州各国自]|中国|街道|乡镇|镇|[\u4e00-\u9fff]{2,4}[市县区部委局]|城市(?=人民政府)|县级以上|设区的市|[\u4e00-\u9fff]{2,8}[科处室站](?:负责|牵头|分别|、)|[\u4e00-\u9fff]{0,8}(?:办公室|委员会|领导小组|专班|联席会议|指挥部|管委会))"
)
_LEADS_OR_ANSWERS = re.compile(
    r"(?:应当?|要|须|需|将)?(?P<verb>负责牵头|总牵头|牵头|分别牵头|具体负责|统一负责|分别负责|负责)(?!人|解释|制(?![定订作])|同志|任|单位|部门)"
)
_IS_THE_ONE = re.compile(r"(?:是|为|作为)[^,。;\n]{2,40}(?:(?<!牵头|责任|配合)(?:部门|单位)|机关|主体|机构),(?:主要|具体|统一)?(?P<verb>负责)(?!人)")
"""市建设局是全市燃气管理的主管部门,负责…: how a regulation says what a body is and does."""
_BEFORE = re.compile(
    r"(?:(?:^|[,。;:、.)\s])\s*(?:(?:可以?|应当?|须|将|要|需)?由)?|(?<![理自事缘经])由)(?P<names>(?:(?!由(?!贸))[\u4e00-\u9fff、()\[\]]){2,50})$"
)
"""The names before 会同: behind a stop, or behind the 由 of …造成的损失由甲局会同乙局核销."""
_HOLDER = (
    r"(?:局|委(?!托|派|组织部|宣传部|统战部|政法委|社会工作部|网信|编办|改革办|督查室|政研室|党校|机关|农办|台办|外办|金融办|财经办|老干部局)|办(?!公|法|理|学|案|事|证|结|成)|厅|部(?!门|分|位|件|队|署)|署|部门|[分支]行|政府(?!督查室|研究室|外办|办公)|政府办公[厅室]|(?:督查|政研|研究|教研|档案)室|[\u4e00-\u9fff][科处室站](?=负责|牵头|分别|、)|管委会|办公室|指挥部|小组|办事处|海关|法院|检察院|中心|公司|协会|银行(?!业)"
    r"|政法委|党校|总队|支队|大队|街道|联席会议|总会|联合会|工商联|[学商]会)(?!办公室|员会)"
)
_LEVELS = r"(?:[省市县区州镇乡、]{1,5}\([省市县区州镇乡、]{1,6}\))"
_ONE = (
    rf"(?:(?:国务院|[省市区县州]级?)?(?:其他)?(?:各|有关|相关|[\u4e00-\u9fff]{{0,6}}行业主管)[\u4e00-\u9fff]{{0,6}}?(?:部门|单位)(?:\((?:部门|单位)\))?"
    rf"|(?:各|有关|相关)?{_LEVELS}?[\u4e00-\u9fff()]{{1,16}}?{_HOLDER}(?![会长])(?:\((?!以下|统称|简称|下称|含|包括|见)[\u4e00-\u9fff、]{{2,20}}\))?|[\u4e00-\u9fff()]{{2,10}}?(?:经营|管理|运营|主管|监管)单位)"
)
NAMES_AT_START = re.compile(rf"(?P<names>{_ONE}(?:[、和及与]{_ONE})*(?:等(?:(?:有关|相关)?(?:部门|单位))?)?)")
_KINDS = re.compile(r"[\u4e00-\u9fff]{2,8}(?:、[\u4e00-\u9fff]{2,8}){0,12}等(?:有关|相关|其他)?(?:部门|单位)")
"""网信、公安等部门: the kinds of bodies alone leave open who they are."""
_NOBODY = re.compile(
    r"^(?:(?:[省市区县州]级?)?各(?:责任|成员|牵头|配合|有关|相关)单位|街道|社区|乡镇|镇街|[牵责主承协配]\w(?:部门|单位|机构|方)|(?:地方|各级|当地|所在地|同级|本级)?(?:人民)?政府|运营单位|项目单位|企业|龙头企业|专人|专班|单位|部门|机构|个人|双方|各方|主任单位|副主任单位|牵头单位|责任单位|主办单位|承办单位|业主|建设单位|施工单位|开发企业|房地产开发企业|市场|其|谁|双方|甲方|乙方|中介机构|第三方机构|实施机构|运营机构|专门机构|专业机构|相关|有关|有关部门|相关部门|各部门|学校|高校|银行)$"
)
_HAS_TO = re.compile(r"(?:局|委|厅|办|部门|单位|政府)(?:要|应(?!急)|须|将|可)")
"""各省政府要建立省级政府办公厅牵头……的工作机制: a sentence, and no name."""
_TOGETHER_WITH = re.compile(r",?会同")
_AND_SUPPORT = re.compile(r"(?:负责)?[,、]\s*(?=[省市区县州各国]|[\u4e00-\u9fff]{2,4}[市县区部委局])")
_SUPPORTS = re.compile(r"(?:按[^,。;]{0,10}|共同|密切|积极|主动|协同)?(?:配合|协助|参与)")
"""市财政局牵头负责,市发改委按职责分工配合: who supports, behind who leads."""
_VERBS = "|".join(pattern.pattern.replace("?P<verb>", "?:") for pattern in (_LEADS_OR_ANSWERS, _IS_THE_ONE))
_NAMES_BEFORE_VERB = re.compile(rf"{NAMES_AT_START.pattern}(?={_VERBS})")
"""省委农村工作领导小组负责: the names reach as far as it takes for the verb to follow, beyond 省委."""
_MARKS = re.compile("牵头|负责|负总责|会同|责任单位|责任部门|配合单位|配合部门")
"""A text without any of these holds no such phrase, and needs no closer look."""
_LONGEST_MARK = 4


class _Phrase(NamedTuple):
    """A phrase, `shadow[start:end]`, and what it says; the offsets of its bodies count from `offset`."""

    start: int
    end: int
    clause: Clause
    offset: int


def read_running(draft: Draft, shadow: str) -> bool:
    """Give a draft without a clause the phrases of its text as its clause; whether there is one."""
    start, end = draft.text[0][0], draft.text[-1][1]
    if not _MARKS.search(shadow, start, end + _LONGEST_MARK):
        return False
    until = start
    run = 0
    for phrase in sorted((found for reader in _READERS for found in reader(shadow, start, end)), key=lambda found: (found.start, -found.end)):
        if phrase.start < until:
            continue
        until = phrase.end
        draft.clause.append((phrase.start, phrase.end))
        mentions = mentions_of(phrase.clause, phrase.offset)
        draft.mentions += [mention._replace(run=mention.run + run, group=mention.group + run) for mention in mentions]
        run += 1 + max((mention.run for mention in mentions), default=0)
        draft.open_ended = draft.open_ended or phrase.clause.open_ended
    return bool(draft.mentions)


def _bodies(words: str) -> Clause | None:
    """The clause that words make, where every body in it is somebody in particular."""
    clause = read_clause(words)
    if clause is None or not clause.bodies:
        return None
    names = [words[body.start : body.end] for body in clause.bodies]
    return (
        clause
        if all(looks_like_a_body(name) and name.count("(") == name.count(")") and not _HAS_TO.search(name) and not _NOBODY.match(name) for name in names)
        else None
    )


def _by(shadow: str, start: int, end: int) -> Iterator[_Phrase]:
    """由X牵头, 由X负责, 由X会同Y负责."""
    for found in _BY.finditer(shadow, start, end):
        words = shadow[found.start("names") : found.end()]
        if found["names"].count("(") != found["names"].count(")") or _in_brackets(shadow, found.start()) or (clause := _bodies(words)) is None:
            continue
        yield _with_others(_Phrase(found.start(), found.end(), clause, found.start("names")), shadow, end)


def _with_others(phrase: _Phrase, shadow: str, end: int) -> _Phrase:
    """省经贸委牵头,会同省计委、财政厅; 市财政局牵头,市发改委配合: the phrase with those that it goes on to name, where it does."""
    more = _TOGETHER_WITH.match(shadow, phrase.end, end)
    others = NAMES_AT_START.match(shadow, more.end(), end) if more else None
    until = others.end() if others else None
    if until is None and (more := _AND_SUPPORT.match(shadow, phrase.end, end)) and (others := NAMES_AT_START.match(shadow, more.end(), end)):
        until = supports.end() if (supports := _SUPPORTS.match(shadow, others.end(), end)) else None
    wider = _bodies(shadow[phrase.offset : until]) if until else None
    return _Phrase(phrase.start, until, wider, phrase.offset) if until and wider else phrase


def _in_brackets(shadow: str, position: int) -> bool:
    """Whether a place stands in brackets within its sentence: what is said in passing gives nobody work."""
    before = shadow[max(shadow.rfind("。", 0, position), shadow.rfind("\n", 0, position)) + 1 : position]
    return before.count("(") > before.count(")")


def _at_sentence(shadow: str, start: int, end: int) -> Iterator[_Phrase]:
    """X牵头…, X负责…: a sentence that begins with bodies and their verb."""
    if not _LEADS_OR_ANSWERS.search(shadow, start, end):
        return
    for begin in (start, *(found.end() for found in _SENTENCE_START.finditer(shadow, start, end))):
        names = _NAMES_BEFORE_VERB.match(shadow, begin, end)
        verb = _LEADS_OR_ANSWERS.match(shadow, names.end()) or _IS_THE_ONE.match(shadow, names.end(), end) if names else None
        if not names or not verb or _in_brackets(shadow, begin):
            continue
        words = names["names"] + verb["verb"]
        if (clause := _bodies(words)) is not None:
            yield _with_others(_Phrase(names.start(), verb.end(), clause, names.start()), shadow, end)


def _joined(shadow: str, start: int, end: int) -> Iterator[_Phrase]:
    """X会同Y: X to the left as far as names reach, Y to the right."""
    for found in _JOINING.finditer(shadow, start, end):
        left = _BEFORE.search(shadow, max(start - 1, found.start() - 60, 0), found.start())
        right = NAMES_AT_START.match(shadow, found.start("others"), found.end())
        kinds = None if right else _KINDS.match(shadow, found.start("others"), end)
        if not left or not (right or kinds):
            continue
        words = shadow[left.start("names") : right.end() if right else found.start("others")] + ("" if right else "有关部门")
        if not _in_brackets(shadow, found.start()) and (clause := _bodies(words)) is not None:
            begins = left.start("names") - (1 if shadow[left.start("names") - 1] == "由" else 0)
            yield _Phrase(begins, (right or kinds or found).end(), clause, left.start("names"))


def _as_lead(shadow: str, start: int, end: int) -> Iterator[_Phrase]:
    """X为牵头单位, Y为责任单位: read as the labels they are."""
    if not _LABELS.search(shadow, start, end):
        return
    for found in _AS_LEAD.finditer(shadow, start, end):
        label = {"牵头": "牵头单位", "总牵头": "牵头单位", "责任": "责任单位", "配合": "配合单位"}[found["word"]]
        clause = read_clause(f"{label}:{found['names']}")
        if clause is None or _in_brackets(shadow, found.start("names")) or "(" in found[0] or _bodies(found["names"]) is None:
            continue
        shift = found.start("names") - len(label) - 1
        yield _Phrase(found.start("names"), found.end(), clause, shift)


_READERS = (_by, _joined, _as_lead, _at_sentence)
