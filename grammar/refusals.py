"""Why a number is neither to be reached nor provided: the reasons under which omissions report it.

    对年产值超过1亿元的企业            condition        减按1%的税率             rate
    近年来,全市累计建成50家            statistic        受理之日起3个工作日内     duration
    共分3个阶段                       description

The first that holds is given: what stands in a condition may be a length of time as well.
"""

from __future__ import annotations

import re

from grammar.drafts import Span
from grammar.numbered import Place
from grammar.quantities import Quantity
from grammar.units import Measure
from grammar.view import View
from ontology.records import Reason

_PAST = re.compile(
    r"以来|近年|去年|上年(?!度)|已(?!经济)[^,。;]{0,10}$|目前|截至|截止|现有|历年|原有|曾|当前[^,。;]{0,8}有|[^实]现已|为基数|共有|累计已|(?:我市|我省|全省|全市|全国)(?:共|现)有"
)
_RULE = re.compile(
    r"税率|首付|征收|预征|征税|征收率|个税|利率|基点|收费|收取|收缴|减按|抵扣|抵减|扣除|计税|计征|计入|计算(?!机)|容积率|罚款|处以|费率(?=[^,。;]{0,4}(?:降低|下调|降))|缴费|缴存|缴纳|保证金|折扣|票价|[^0-9]折|不得|配建(?!.*(?:任务|目标))"
    r"|免征|减征|减免|免收|免缴|加计|起征|贴现|定价|车位|提取额度|绿地率|比率为|标准为|标准按|加分|分值|权重|积分|单价|预付(?!款比例)|报销|清算|享受"
)
_CONDITION_START = re.compile(r"(?:^|[,;:)])(?:对于?|凡|属于?|若|如|经|符合|当年?|被|获得?|首次|纳入|满足|申请|年度)")
_OF = re.compile(r"^[^,。;、\d]{0,40}的\s*(?=[,;。]|$)|^的")
_NAME_AFTER = re.compile(r"^(?:级|强(?!化|制)|米深|制|化|型|版|以上学历|工程|计划(?!外|生育)|行动|条措施|条意见|大(?!学|型|力|幅|于)|[日号](?!以)|世纪|代)")
_SHORTER = re.compile(r"压缩|缩短|压减|减至|精简|提速|控制在")
_LASTING = re.compile(r"寿命|年限|储备|期限不低于|库存(?!去化)|时长")
_SAYS_WHAT = re.compile(r"的[,;]|给予|奖励|奖补|补贴|补助|发放|按|分别|一次性|可|最高|实行|实现|提供|达到目标")
"""The condition has ended, and what is done for it is said."""
_GIVES = re.compile(r"给予|奖|补")
_ENDS_IN_OF = re.compile(r"的\s*(?:,|$|[^,。;]{0,20}(?:,|给予|奖))")
_WHOM = re.compile(r"[^,。;]{0,20}(?:的|,(?:给予|奖|可|按|每))")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_SHORT = 4
"""A number with fewer words of its own is about what its sentence said before: 降低1个百分点."""
_WITHIN = re.compile(r"《[^》\n]*》|“[^”\n]{0,30}”")
_PAYS = re.compile(r"(?:给予|奖励|奖补|补贴|补助|返还|资助)[^;。]{0,25}\d|\d+[^;。,]{0,6}(?:给予|奖励|奖补|补贴|补助|资助)")


def refusal(view: View, quantity: Quantity, place: Place, *, building: bool) -> Reason | None:
    """Why a number is not to be reached; `building`: a verb such as 培育 stands right before it."""
    shadow, (start, end) = view.shadow, place.clause
    before, after = shadow[place.part : quantity.start], shadow[quantity.end : end]
    clause = shadow[start:end]
    said = shadow[start if len(before.strip()) > _SHORT else place.sentence[0] : quantity.start]
    if _NAME_AFTER.match(after) or _quoted(shadow, quantity, place.sentence):
        return Reason.DESCRIPTION
    if after.startswith("的基础上"):
        return Reason.STATISTIC
    if in_condition(shadow, quantity, place) or (_paid_for(shadow, end, place.sentence[1]) and not (building and "组织" not in before)):
        return Reason.CONDITION
    if quantity.measure is Measure.TIME and not (_SHORTER.search(clause) or _LASTING.search(clause)):
        return Reason.DURATION
    if _RULE.search(said) or _RULE.search(after[:12]):
        return Reason.RATE
    if _PAST.search(shadow[place.sentence[0] : quantity.start]) or _past_year(view, quantity, place):
        return Reason.STATISTIC
    return Reason.DESCRIPTION if _OF.match(after) and not (building or quantity.measure is Measure.SHARE) else None


def in_condition(shadow: str, quantity: Quantity, place: Place) -> bool:
    """对进出口额6500万美元以上重点企业…的, 面积为90平方米以下的: it says for whom a measure is."""
    start, end = place.clause
    after = shadow[quantity.end : end]
    if after.rstrip().endswith("的") and not _GIVES.search(shadow[start : quantity.start]):
        return True
    words = shadow[place.sentence[0] : quantity.start]
    openings = [*_CONDITION_START.finditer(words)]
    if not openings:
        return False
    opened = openings[-1]
    between = words[opened.end() :]
    if _SAYS_WHAT.search(between):
        return False
    if "," in between:
        return bool(_ENDS_IN_OF.search(after))
    return opened.group().strip(",;:、") in ("对", "对于", "凡") or bool(_WHOM.match(after))


def _paid_for(shadow: str, start: int, end: int) -> bool:
    """组织不少于300人的团队,分别给予1万元奖补: what money is given for."""
    stop = shadow.find(";", start, end)
    return bool(_PAYS.search(shadow, start, stop if stop >= 0 else end))


def _quoted(shadow: str, quantity: Quantity, sentence: Span) -> bool:
    """Within the name of a document or a slogan."""
    start, end = sentence
    words = shadow[start:end]
    if "《" not in words and "“" not in words:
        return False
    return any(found.start() + start <= quantity.number < found.end() + start for found in _WITHIN.finditer(words))


def _past_year(view: View, quantity: Quantity, place: Place) -> bool:
    """2015年,全市达到……: a year before the document's own."""
    date = view.head.fields.date or (view.head.fields.period or (None,))[0]
    if not date:
        return False
    years = _YEAR.findall(view.shadow, place.sentence[0], quantity.start)
    words = view.shadow[place.sentence[0] : quantity.start]
    return bool(years) and int(years[-1]) < int(date[:4]) and "到" not in words and "至" not in words
