"""What a document does with one that it names in 《》: the words before the name, and those behind it.

    根据、按照、为贯彻落实《…》, 《…》精神      basis          制定、出台、编制《…》      creates
    落实、执行《…》 in a task, 《…》落地见效     implements     修订、完善《…》           amends
    现将《…》印发给你们                        issues         all else                  mentions

Names side by side (《…》《…》, 《…》和国务院《…》) share their words. In the preamble and where aims are stated, what is
implemented is a basis.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from grammar.named import Named
from grammar.sections import Kind
from grammar.view import View
from ontology.records import Relation

_BETWEEN = re.compile(
    r"\s*(?:\([^()]{0,60}\)\s*)*(?:及其(?:实施|配套)[条细规][例则章定])?(?:等?(?:文件|有关|相关|的)*(?:精神|要求|部署|规定))?\s*(?:[、,]|和|及|与|以及|或|或者|并)?\s*"
    r"(?:[\u4e00-\u9fff、\s]{0,40}?(?:政府|国务院|中央|[委部局厅院会]|办公厅|办公室|国家|[省市区县州]|自治区|我[省市区县]|新修订的?|新版?))?\s*(?:等)?\s*"
)
"""What stands between two names of one list; a body that issued the second may stand before it."""
_REACH = 70
_NEAR = 14
"""制定, 修订 and the like stand close before what they are said of."""
_CLAUSE = re.compile(r"[,。;!?:\n]")
_SENTENCE = "。;!?\n"
_WORDS = re.compile(
    r"(?P<basis>根据|依据|按照|依照|遵照|参照|对标|对照|(?<![一-龥])按(?!期|时|规|需|月|年|质|量)|(?<=[严须应可]格)按|(?<=[均可应])按|为(?:了|进一步|深入|全面|认真|切实|更好|扎实|加快|积极|充分|有效"
    r"|坚决|不折不扣)*(?:地)?(?:学习|宣传)?(?:贯彻|落实|实施|执行|推进|做好|对接))"
    r"|(?P<implements>(?:贯彻|落实|执行|实施|践行|遵守|推进|推动)(?:落实|实施|执行|好|到位)*(?!(?:指导)?意见|方案|办法|细则|条例|纲要))"
    r"|(?P<amends>修订|修改|修定|修编|完善|修正)"
    r"|(?P<creates>制定|制订|出台|编制|起草|拟定|拟订|研究提出|编写|草拟)"
    r"|(?P<publishes>印发|发布|公布|颁布|下发|发出)"
)
_SETTLED = re.compile(r"要求|需要|规定|部署|实际|安排|原则|精神|计划|情况")
"""按照……要求发布《…》: what 按照 says is said, and the name is published."""
_CONDITION = re.compile(r"(?:符合|满足|达到|具备|违反|不符合|属于|列入|纳入|适用)\s*(?:国家|省|市|区|县)?\s*$")
_SPIRIT = re.compile(r"\s*(?:\([^()]{0,80}\)\s*)*(?:等)?(?:系列)?(?:有关|相关|文件|政策|工作|总体|的|战略)*(?:要求|精神)(?!不一致|不符|相抵触|冲突)")
_BY_ITS_WORDS = re.compile(r"\s*(?:\([^()]{0,80}\)\s*)*(?:等)?(?:为(?:依据|指导|遵循|准则|准|纲领|引领|统领))")
_TAKEN_AS = re.compile(r"[^,。;《》\n]{0,30}?为(?:依据|指导|遵循|准则|基准|纲领)")
"""以《…》所列问题为依据."""
_BASES = re.compile(
    r"\n[^\S\n]*[\d.、()一二三四五六七八九十]*[^\S\n]*(?:编制|制定|立法|起草)依据[^\S\n]*[。:]?[^\S\n]*\n(?:[^\S\n]*\S{0,5}《[^\n]*\n)*[^\n《]{0,5}(?:《[^\n]*)?$"
)
"""1.2 编制依据 as a heading: what is listed under it is what the document rests on."""
_LIST = 800
_SHARED_OUT = re.compile(r"\s*(?:\([^()]{0,80}\)\s*)*(?:的)?(?:重点|主要)?(?:目标|任务|责任|工作)*(?:分解|分工)")
"""现将《…规划》责任分解印发给你们: what is issued is not the plan."""
_PUT_INTO_EFFECT = re.compile(
    r"\s*(?:\([^()]{0,80}\)\s*)*(?:等)?(?:文件|政策|各项|有关|相关|规定|任务|的|要求|措施)*(?:贯彻|落实|实施|执行|落地)(?!情况|细则|办法|方案|意见|以来|后|之日|过程|期间|效果|评估|日期)"
)
_PUT = re.compile(r"(?:推动|推进|加快|促进|确保|抓好|做好|加强|加大|保障|抓紧|强化|组织|开展|抓实|将|把|对|持续|积极|加快推进|深入)[^《》,]{0,10}$")
_URGED = re.compile(r"(?:推进|推动)[^《》,]{0,6}$")
_AMENDED = re.compile(r"\s*(?:\([^()]{0,80}\)\s*)*(?:的)?(?:进行|作出?|予以)?(?:如下|以下|适当|相应)?(?:修订|修改|修正|修编|完善)(?!稿|后|版|为|案|前|的)")
AMENDED_ARTICLE = re.compile(
    r"\s*(?:\([^()]{0,80}\)\s*)*第[一二三四五六七八九十百零\d]{1,6}条[^。;\n《》]{0,80}?(?:(?:修改|修订|修正|调整)为|增加(?:[一二三四五两]|\d)?[款项条]|删[去除])"
)
"""将《…》第八条中的“…”修改为“…”, 在《…》第七条中增加一项."""
_MADE = re.compile(r"\s*(?:\([^()]{0,80}\)\s*)*(?:的)?(?:编制|制定|起草|出台|编写|立法|制订|发布)(?:工作)?(?!后|以来|的|之|过程)")
_RULES_FOR_IT = re.compile(
    r"\s*(?:\([^()]{0,80}\)\s*)*(?:的)?(?:贯彻|具体|配套)?(?:实施细则|实施方案|实施办法|实施意见|细则|配套|落实方案|行动方案|贯彻意见|落实措施|实施计划)"
)
_NOW = re.compile(r"(?:现将|兹将|特将)[^,。;:]{0,40}$")
_PUBLISHES = re.compile(r"^\s*(?:现|兹)(?:予以?)?(?:发布|公布|颁布|印发)\s*$")
"""现发布《…决定》，自1998年1月1日起施行."""
_ISSUED_AFTER = re.compile(r"[^。;:\n]{0,90}?(?:印发|发布|公布|转发|批转|下发|下达|颁布|颁发)")
_PASSED = re.compile(r"\s*(?:\([^()]{0,80}\)\s*)*(?:已|业)(?:经|由|于)?[^。;\n]{0,140}?现(?:予以?|将其|正式)?(?:印发|公布|发布|颁布|下发|转发)")
_AGREED = re.compile(r"[^。;:\n]{0,20}?[,，]\s*现(?:予以?)?(?:转发|印发|批转|发布|公布)")
_NOTICE_TITLE = re.compile(r"(?:印发|发布|公布|下达|颁布|转发|批转)(?![^《》]*(?:落实|实施|执行|贯彻))[^,。;:]{0,40}$")
_OF_THE_NOTICE = re.compile(r"\s*(?:\([^()]{0,20}\)\s*)*(?:等\S{0,12})?的?\s*(?:通知|公告|通告|决定|令|函|$|\n)")


def relations_of(view: View, names: Sequence[Named]) -> list[Relation]:
    """What the document does with each name, by the words around the list in which it stands."""
    found: list[Relation] = []
    for group in lists(view.shadow, names):
        found += [_relation(view, group)] * len(group)
    return found


def lists(shadow: str, names: Sequence[Named]) -> list[list[Named]]:
    lists: list[list[Named]] = []
    for named in names:
        if lists and named.marked[0] - lists[-1][-1].until <= _REACH and _BETWEEN.fullmatch(shadow, lists[-1][-1].until, named.marked[0]):
            lists[-1].append(named)
        else:
            lists.append([named])
    return lists


def _relation(view: View, group: Sequence[Named]) -> Relation:
    shadow, first, last = view.shadow, group[0], group[-1]
    start = max(0, first.marked[0] - _REACH)
    before = shadow[start : first.marked[0]]
    before = before[max(before.rfind(stop) for stop in _SENTENCE) + 1 :]
    after = last.until
    if _is_issued(view, first, last, before):
        return Relation.ISSUES
    clause = before[max((found.end() for found in _CLAUSE.finditer(before)), default=0) :]
    clause = clause[clause.rfind("》") + 1 :]
    if _RULES_FOR_IT.match(shadow, after):
        return Relation.IMPLEMENTS
    said = _by_words_before(clause)
    if said is Relation.IMPLEMENTS and _URGED.search(clause) and (made := _by_words_behind(shadow, after)):
        return made  # 推动《…》立法工作
    if said is Relation.IMPLEMENTS and (in_preamble(view, first.marked[0])):
        return Relation.BASIS
    if said:
        return said
    if _BY_ITS_WORDS.match(shadow, after) or (clause.endswith("以") and _TAKEN_AS.match(shadow, after)):
        return Relation.BASIS
    if (made := _by_words_behind(shadow, after)) is Relation.AMENDS:
        return made
    if _PUT_INTO_EFFECT.match(shadow, after) and _PUT.search(clause):
        return Relation.IMPLEMENTS
    if made and _PUT.search(clause):
        return made
    if _SPIRIT.match(shadow, after) and not _CONDITION.search(clause):
        return Relation.BASIS
    near = max(0, first.marked[0] - _LIST)
    listed = shadow.rfind("依据", near, first.marked[0]) >= 0 and _BASES.search(shadow, near, first.marked[0])
    return Relation.BASIS if listed else Relation.MENTIONS


def _by_words_behind(shadow: str, after: int) -> Relation | None:
    """《…》进行修订, 《…》第八条修改为“…”, 《…》编制工作."""
    if _AMENDED.match(shadow, after) or AMENDED_ARTICLE.match(shadow, after):
        return Relation.AMENDS
    return Relation.CREATES if _MADE.match(shadow, after) else None


def _by_words_before(clause: str) -> Relation | None:
    """The last of the words before a name that is said of it: not 修订后的《…》, not 国务院印发的《…》."""
    published: int | None = None
    attribute = False
    for found in reversed(list(_WORDS.finditer(clause))):
        gap = clause[found.end() :].strip()
        if found["basis"]:
            settled = published and _SETTLED.search(clause, found.end(), published)
            return Relation.CREATES if settled else Relation.BASIS
        if (gap.endswith("的") and not attribute) or gap.startswith(("后", "过的", "情况", "工作的")):
            attribute = True  # 执行省政府发布的《…》: what comes before says what is done
            continue
        if found["publishes"]:
            published = found.start()  # 按照2023年3月25日印发《…》: an earlier 按照 says more
        elif found["implements"]:
            return Relation.IMPLEMENTS
        elif len(gap) <= _NEAR:
            return Relation.AMENDS if found["amends"] else Relation.CREATES
    return Relation.CREATES if published is not None else None


def in_preamble(view: View, position: int) -> bool:
    """Before the first numbered part, or where aims are stated."""
    item = view.outline.item_at(position)
    if item is None:
        return not view.outline.items or position < view.outline.items[0].number.start
    return view.kinds[item] is Kind.AIM


def _is_issued(view: View, first: Named, last: Named, before: str) -> bool:
    """现将《…》印发给你们; 《…》已经…同意，现印发给你们; 关于印发《…》的通知 as the title of this document."""
    shadow, position = view.shadow, first.marked[0]
    if any(piece.start <= position < piece.end for piece in view.head.fields.evidence if piece.field in ("title", "notice_title")):
        return bool(_NOTICE_TITLE.search(before) and _OF_THE_NOTICE.match(shadow, last.until))
    if position >= view.head.body_start and view.outline.item_at(position):
        return False
    if _PUBLISHES.search(before):
        return True
    if _SHARED_OUT.match(shadow, last.until):
        return False
    if _NOW.search(before) and _ISSUED_AFTER.match(shadow, last.until):
        return True
    return bool(_PASSED.match(shadow, last.until) or _AGREED.match(shadow, last.until))
