"""What a time in running text is of: a task, or something that only happens to be dated.

对2025年购置新房的家庭       whom a measure is for
较2022年增长               what it is compared with
每人每年2.4万元             a rate
本措施自印发之日起施行        the document's own validity
出售后1年内                a limit that runs from an event of each case
"""

from __future__ import annotations

import re

from grammar.dates import Time, When
from grammar.drafts import Span
from grammar.moments import Anchor
from ontology.records import DocumentFields, DueKind

_STOPS = ",。;:!?\n"
_STOP = re.compile(f"[{_STOPS}]")
_SENTENCE_STOPS = "。;!?\n"
_FAR = 160

_FOR_WHOM = re.compile(r"(?:^|[^面相针绝应反核校比])(?:对|对于|针对|凡|凡是|面向)[^,。;:]*$")
_DIRECTLY_FOR = re.compile(r"(?:(?<![面相绝应反核校比])对|对于|针对|凡|凡是)(?:在|于|截至|自|从)?\s*$")
_THAT_WERE = re.compile(
    r"^\s*(?:,)?(?:期间)?(?:在[^,。;:]{1,12}?)?"
    r"(?:首次|新[购入签注认招建登设开]|已|已经|尚未|未|仍|受|因|购买|购置|购入|新购|到期|签订|签约|网签|备案|缴纳|注册|登记|成立|入库|认定|获评|获得|获批|取得|投产|开工|竣工|供应|出让|"
    r"毕业|离校|招用|吸纳|参保|失业|种植|申报的|涌现|购房|办理|领取|签署|完成竣工|建成的|形成的|发生的|产生的|存量|批准|核准|立项|应缴纳|应交纳|考核合格|考核优秀|评为)(?:(?!按|给予|补贴|奖励)[^,。;:]){0,40}?的"
)
_AND_WHO = re.compile(r"[^,。;]{2,40},(?:且|并)[^。;]{2,80}?的,(?:按|给予|可|予以)")
"""1~2月份重点企业吸纳首次来就业的人员,且……的,按……给予补贴."""
_AS_A_CONDITION = re.compile(r"(?:期间)?(?:缴纳|购买|购置|签订|到期)[^,。;:]{0,20},\s*(?:给予|按|可|予以|补贴|奖励)")
"""3月1日至31日缴纳，给予20%补贴: who pays then gets so much."""
_MEASURE_HOLDS = re.compile(r"(?:延续|延长|延期|延|执行|实施|持续|顺延|推迟|保留|放宽|期限|时限|截止|有效|适用|阶段性[^,。;:]{0,20})\s*$")
_COMPARED = re.compile(r"(?:较|比|相比|相较于?|同比|对比|高于|低于|大于|小于|优于|好于|快于|多于|少于|超过|以|与|按|按照|参照|依据|根据)\s*$")
_AS_A_BASE = re.compile(r"^\s*(?:的)?(?:同期|水平|基数|基础上|底数|相比|基期|价格|实际)")
_IN_A_NAME = re.compile(
    r"^\s*(?:《|远景目标|(?:中央|省委|市委|省|市|全国)?(?:一号文件|政府工作报告|经济工作会议)|第\s*[\d一二三四五六七八九十]+\s*[号期次批届]|版|修订|修正|学年|年报|年鉴|前后|\)?\s*[〔\[(]?\s*第?\d+号"
    r"|(?:度)?(?:的)?"
    r"(?:工作|重点|重点工作|行动|实施|投资|政府投资|建设|资金|预算|用地|供地|土地供应|住房|财政|立法|考核|目标|任务|年度|项目|专项|城建|改造|发展)*(?:计划|规划|方案|要点|预算|清单|目录|名单|年报|白皮书|台账|季报))"
)
_DATED_DOCUMENT = re.compile(r"^\s*(?:印发|发布|公布|下发|出台|颁布|召开|会议)")
_NAMED_BEFORE = re.compile(r"(?:规划|计划|方案|纲要|行动)\s*\($")
_BY_THE_WAY = re.compile(r"^[^,。;:]{1,14}时的")
_NEAR = frozenset("前上下后当该同近")
"""前一季度, 当年底前, 近三月: near something that happens."""
_SO_FAR = re.compile(r",?[^。;:\n]{0,14}?(?:已|累计|共有)")
"""截至2022年底，全市已建成……"""
_AT_YEARS_END = re.compile(r"^\s*(?:总结|考核|考评|评比|绩效|奖|小结|决算|统计|述职|审计|结余|存量|余额|检查|评估)")
_YEARS_END = re.compile(r"年[底末终初中]")
_NOT_ALL_YEAR = re.compile(r"^\s*(?:\d+天|无休|不间断|开放|365)")
_RATE = re.compile(
    r"^\s*(?:(?:最高|最多|至多|不超过|不高于|不得超过|上限|限额?|只|仅|(?:可|均可|最多)?享受|可申请|累计|不少于\d+天)"
    r"|(?:[^,。;、:]{0,6}?(?:给予|补助|补贴|奖励|资助|按|扣减|抵扣|减免|再奖|支付|奖)[^,。;:]{0,14}?)?(?:约|近|达)?\d[\d.,]*(?:[-—~至]\d[\d.,]*)?\s*(?:[十百千万亿]*元|%|个百分点|元))"
)
_IN_NAME_OF_AIM = re.compile(r"(?:确定|明确|制定|编制|公布|分解|下达)[^,。;:、]{1,8}$")
_AIM = re.compile(r"^[^,。;:、]{0,24}(?:目标|计划|任务|指标|规模|总量|方案|标准)\s*(?:[,。;]|$)")
"""确定某市每年住宅用地供应目标: the targets are those of each year, not the deed."""
_DAILY_LIMIT = re.compile(r"^\s*(?:不|\d|至少\d|最|限)")
_RATE_BEFORE = re.compile(r"(?:以|按|按照|不超过|不少于)\s*$")
_OPENS = re.compile(r"(?:^|[,。;:、\s(.“])\s*$")
_EACH_CASE = re.compile(
    r"^\s*(?:免|减|不(?!少于|低于|得少于)|可|未|无|暂|仍|累计|按|给予|予以|享受|有效|的|均|有|每|连续|重新|离校|再次|又|首次|毕业|申请|领取|提取|取得|获得)"
)
_OWN_VALIDITY = re.compile(
    r"^\s*(?:\S{1,3}[、.]\s*)?本(?:通知|措施|若干措施|意见|实施意见|方案|实施方案|工作方案|办法|实施办法|政策|若干政策|政策措施|规定|细则|实施细则|文件|行动计划|计划|行动方案|条例|公告|通告|指导意见)[^,。;]{0,16}?(?:自|从|有效|执行|施行|试行|实施|适用|期限|时间|印发|由)"
)
_FOR_ALL = re.compile(r"^\s*(?:以上|上述)(?:各项|各条|所有|全部|政策|措施|条款|若干)[^,。;]{0,16}?(?:自|从|有效|执行|施行|实施|期限|时间|截止)")
_TAKES_EFFECT = re.compile(r"^\s*(?:正式)?(?:开始)?(?:起)?(?:施行|实施|执行|生效|试行)\s*(?:[,。;]|$)")


def _before(shadow: str, position: int, start: int, stops: str) -> str:
    """The words of the same clause or sentence before a place."""
    start = max(start, position - _FAR)
    for stop in stops:
        start = shadow.rfind(stop, start, position) + 1 or start
    return shadow[start:position]


def _after(shadow: str, position: int, end: int) -> str:
    """The words of the same clause behind a place."""
    end = min(end, position + _FAR)
    stop = _STOP.search(shadow, position, end)
    return shadow[position : stop.start() if stop else end]


def _within(shadow: str, position: int, start: int, opening: str, closing: str) -> bool:
    opened = shadow.rfind(opening, max(start, position - _FAR), position)
    return opened >= 0 and shadow.find(closing, opened, position) < 0


def gives_no_year(shadow: str, time: Time, span: Span) -> bool:
    """Whether a time is only part of a name, or past: its year says nothing about what follows."""
    return (
        time.past or _within(shadow, time.start, span[0], "《", "》") or _within(shadow, time.start, span[0], "“", "”") or bool(_number_of(shadow, time, span))
    )


def _number_of(shadow: str, time: Time, span: Span) -> bool:
    """2022年第31号, 2024年度投资计划, 规划（2018—2022年）, 2023年3月25日印发."""
    if time.kind is not DueKind.DURING:
        return False
    after = shadow[time.end : min(span[1], time.end + 30)]
    years_only = time.from_ is not None and time.from_.month is None
    if _IN_A_NAME.match(after) or (years_only and _NAMED_BEFORE.search(shadow, max(span[0], time.start - 4), time.start)):
        return True
    return time.from_ is not None and time.from_.day is not None and time.from_ == time.to and bool(_DATED_DOCUMENT.match(after))


def is_over(time: Time, when: When, fields: DocumentFields) -> bool:
    """Whether a time with a printed year had passed when the document was issued: it tells what has been."""
    if when.to is None or time.lacks_year or time.kind is DueKind.EVERY or (time.to and time.to.anchor):
        return False
    if fields.date:
        shortest = min(len(when.to), len(fields.date))
        return when.to[:shortest] < fields.date[:shortest]
    return fields.period is not None and when.to[:4] < fields.period[0][:4]


def is_due(shadow: str, time: Time, span: Span) -> bool:
    """Whether a time in the running text of a task says when it is to be done, reached or in force; `gives_no_year` was asked before."""
    if time.lacks_year and shadow[max(span[0], time.start - 1) : time.start] in _NEAR:
        return False
    before = _before(shadow, time.start, span[0], _STOPS)
    after = _after(shadow, time.end, span[1])
    if time.kind is DueKind.EVERY:
        return not (_is_rate(time, before, after) or _describes(shadow, time, span, before, after))
    if time.to and time.to.anchor is Anchor.PERIOD:
        return _of_the_plan(shadow[time.start : time.end], before, after, span[0] == time.start)
    sentence = _before(shadow, time.start, span[0], _SENTENCE_STOPS)
    whole = sentence + shadow[time.start : time.end] + after
    if _OWN_VALIDITY.match(whole) or _FOR_ALL.match(whole):
        return False
    if time.from_ and time.from_.anchor is Anchor.ISSUE and _TAKES_EFFECT.match(shadow[time.end : time.end + 12]):
        return False
    if shadow[time.start] == "截" and _SO_FAR.match(shadow, time.end, span[1]):
        return False
    if _MEASURE_HOLDS.search(before) and time.kind is DueKind.BY:
        return True
    if time.kind is DueKind.DURING and (_COMPARED.search(before) or _AS_A_BASE.match(after)):
        return False
    if _YEARS_END.fullmatch(shadow, time.start, time.end) and (_AT_YEARS_END.match(after) or (shadow[time.end - 1] != "底" and after)):
        return False
    if shadow[time.start : time.end].endswith("全年") and _NOT_ALL_YEAR.match(after):
        return False
    return not _describes(shadow, time, span, before, after)


def _is_rate(time: Time, before: str, after: str) -> bool:
    """每年2.4万元, 每人每年只享受一次: so much, and not when."""
    if _RATE.match(after) or _RATE_BEFORE.search(before) or (_IN_NAME_OF_AIM.search(before) and _AIM.match(after)):
        return True
    return time.every is None and time.to is None and bool(_DAILY_LIMIT.match(after))


def _describes(shadow: str, time: Time, span: Span, before: str, after: str) -> bool:
    """对2025年购置…的, 2024年12月31日前到期的，: the time is in the description of whom or what a measure is for."""
    if _DIRECTLY_FOR.search(before):
        return True
    if _FOR_WHOM.search(before) and "的" in after:
        return True
    if _THAT_WERE.match(after) or _BY_THE_WAY.match(after) or _AS_A_CONDITION.match(shadow, time.end, span[1]) or _AND_WHO.match(shadow, time.end, span[1]):
        return True
    return after.rstrip().endswith("的") and shadow[time.end + len(after) : time.end + len(after) + 1] in (",", ":", ";") and not after.startswith(",")


def _of_the_plan(words: str, before: str, after: str, opens: bool) -> bool:
    """三年内, 经过三年努力: counted for the plan; 出售后1年内, 三年内免征 are counted for each case."""
    if re.match(r"\s*\(\s*(?:19|20)\d\d", after):  # 用3年时间（2021年至2023年）: the bracket says it
        return False
    if not words.endswith("内"):
        return True
    of_all = opens or before == "" or words[0] in "未今在力争计确经用利" or _OPENS.search(before)
    return bool(of_all) and not before.endswith(("可", "可以")) and not _EACH_CASE.match(after)
