"""Why a number is neither to be reached nor provided: the reasons under which omissions report it.

    对年产值超过1亿元的企业            condition        减按1%的税率             rate
    近年来,全市累计建成50家            statistic        受理之日起3个工作日内     duration
    共分3个阶段                       description

The first that holds is given: what stands in a condition may be a length of time as well.
"""

from __future__ import annotations

import re

from grammar.drafts import Span
from grammar.numbered import Place, sums_up
from grammar.quantities import Quantity
from grammar.sections import Kind
from grammar.units import Measure
from grammar.view import View
from ontology.records import Operator, Reason

_PAST = re.compile(
    r"以来|造成[^,。;]{0,12}$|近年|年来(?<=[一二三四五六七八九十两\d]年来)|(?<![较比])(?:去年|上年(?!度))|已(?!经济)[^,。;]{0,10}$|目前(?<!项目前)|截至|截止|现有|历年|原有|曾|当前[^,。;]{0,8}有|现已(?<=[^实]现已)|为基数|共有|累计已|我市[共现]有|我省[共现]有|全省[共现]有|全市[共现]有|全国[共现]有"
)
_LOOKS_BACK = re.compile(
    r"(?:统计|监测|核算)?(?:数据|结果)显示|监测显示|统计显示|初步(?:统计|核算)|据统计|\s*过去的?[一二三四五六七八九十两\d]{0,2}年|(?:一|这|[二两三四五六]|十)年来|(?<![较比])去年|近年来?|以来"
)
"""Words that open a tale of what has been done, as long as no word turns to what is to come."""
_HOPES = re.compile(r"力争|确保|目标|争取|努力|推动|实现|今年|明年|到\s?“?(?:(?:19|20)\d\d|十)|预期|计划")
_RESULT = re.compile(r"创(?:下|了|出|历史|近)[^,。;]{0,8}新高|超额完成|提前完成")
"""What a sentence says of what has been reached: 增长10.7%,创下近6年新高."""
_TURNS = re.compile(r"今年|明年|来年|力争|确保|目标|争取|下一步|今后|未来|到\s?“?(?:(?:19|20)\d\d|十)|计划(?!投资|单列|生育)|预期")
_EACH_DONE = re.compile(
    r"每(?:再)?(?:成功|新)?(?:引进|培育|招引|新增|增加|增长|提高|超过?|满|上市|新建|创建|获得|认定|投入|吸纳|招用|推荐|组织|举办|发展|建成)[^,。;、\d]{0,4}$"
)
"""每引进一家示例企业给予奖励, 每增加1亿元: so much for each."""
_COMPARED_BEFORE = re.compile(r"[较比](?:去年|上年(?!度))[^,。;]{0,6}$")
_RULE = re.compile(
    r"一般为|分摊|税率|首付|征收|预征|征税|征收率|个税|利率|基点|收费|收取|收缴|减按|抵扣|抵减|扣除|计税|计征|计入|计算(?!机)|容积率|罚款|处以|费率(?=[^,。;]{0,4}(?:降低|下调|降))|缴费|缴存|缴纳|保证金|折扣|票价|折(?<=[^0-9]折)|不得|配建(?!.*(?:任务|目标))"
    r"|下浮|上浮|计容|限购|限定|限每|容忍度|扣分|扣\d|[加计得]\d+分|得分(?!达)|满分|免征|减征|减免|免收|免缴|加计|起征|贴现|定价|车位[^,。;]{0,4}(?:配建|配置|配比|比例|按)|提取额度|绿地率|比率为|标准为|标准按|加分|分值|权重|积分|单价|预付(?!款比例)|报销|清算|享受|资本金|注册资本|注册资金|出资占|占股|持股"
)
_LOWERED = re.compile(r"费率降低?[至到]\s*$")
_CONDITION_START = re.compile(r"(?:^|[,;:)])(?:针?对于?|凡|属于?|若|如|经|符合|当年?|被|获得?|首次|纳入|满足|申请|年度)")
_OF = re.compile(r"^[^,。;、\d]{0,40}的\s*(?=[,;。]|$)|^的")
_NAMED_SO = re.compile(r"[^,。;\d]{2,40}的[“\"《][^,。;”\"》]{2,20}(?:计划|工程|行动|活动|项目)[”\"》]")
"""选派100名干部到示例县挂职的“百人计划”: what the plan is, whoever takes part in it."""
TASK_OF = re.compile(r"的(?:工作|年度)?(?:任务|目标)")
"""竣工4.6万套的工作任务."""
_NAME_AFTER = re.compile(
    r"^(?:级|强(?!化|制)|米深|制|化|型|版|以上学历|方面|环节|部分(?!学|地)|步骤|(?:具体|支持)?(?:举措|措施)(?=进一步|支持|促进|推动)|工程|计划(?!外|生育)|行动|条措施|条意见|大(?!学|型|力|幅|于|豆|米|棚|蒜|葱|数据|桥|道|众|中)|[日号](?=[,。;、\s前起止至到—-]|$)|世纪|代)"
)
_THEN = re.compile(r",?(?:即可|方可|才可|方能|才能|即为|视为|不再|免于|无需|不计[入算]|可(?:申请|享受|办理|领取|不|免|予以|认定))")
"""投资达到25%以上,即可办理预售许可: what follows once it is so."""
_LENGTH = re.compile(r"(?:毫|厘|分)?米|(?:毫|微)?克|千?伏|安|度|分贝")
"""Units of technical requirements: 对地垂直距离不小于6.5米."""
_REACHES = re.compile(r"达到?$")
_DIMENSION = re.compile(r"半径|距离|间距|宽度|高度|厚度|深度|坡度")
_SURFACE = re.compile(r"平方米")
_FORBIDDEN = re.compile(r"不[得能]|不应")
_AIMS = re.compile(r"力争|确保|目标|争取|力求|到\s?(?:19|20)\d\d年|至\s?(?:19|20)\d\d年")
_TIMES = re.compile(
    r"每[年月周季天日]|全年|年[均内度]|累计|活动|培训|宣[传讲]|演练|检查|抽[查检]|督[查导]|巡[查检]|检[测修]|服务|对接|指导|会|讲座|走访|赛|展|演|体检|排查|调研|监测|推荐|机会|\d次[、和及以,]|工作|以上"
)
"""What is counted in times: 开展宣传活动6次以上, not 每个耐张段至少接地一次."""
_AT_MOST = re.compile(r"不(?:得|能|应|可)?(?:高于|超过|多于|大于|超)|最多|至多")
_LESS = re.compile(r"控制|[下再]降|降[低至到]|压[减缩降]|减少|事故|死亡|发案|投诉|排放|消耗|班额")
"""年度总数量不超过10个 is a cap on what may be chosen; 事故控制在不超过3起 is to be reached."""
_FOR_ONE = re.compile(r"(?:单个|单只|单一|同一)[^,。;]{0,14}$")
"""对单个企业累计投资不超过基金规模的20%."""
_DEFINES = re.compile(r"是指|所称|系指")
_METRES = re.compile(r"\d\s?(?:毫|厘|分)?米")
_STATE = re.compile(r"^\s*(?:\([一二三四五六七八九十\d]+\))?(?:已)?(?:拥有|持有|具有|具备|名下有|缴纳|购买|购置|租住|租赁|年满|未满|仅有|只有)[^,;。\d]{0,8}$")
_WHOSE = re.compile(r"[^,;。]{0,30}的[^,;。的]{0,20}(?:家庭|居民|人员|个人|职工|人才|企业|单位|机构|毕业生|对象|户|者|项目)\s*[;。,]?$")
"""拥有2套及以上商品住房的本市户籍居民家庭: a kind of people, in a list of whom a measure is for."""
_SHORTER = re.compile(r"压缩|缩短|压减|减至|精简|提速|控制在")
_LASTING = re.compile(r"寿命|年限|储备|期限不低于|库存(?!去化)|时长|去化周期(?:为|控制在|保持在|不超过|降至|达到)|销量|消费量|用量")
_SAYS_WHAT = re.compile(r"的[,;]|给予|奖励|奖补|补贴|补助|发放|按|分别|一次性|可|最高|实行|实现|提供|达到目标")
"""The condition has ended, and what is done for it is said."""
_ORGANISES = re.compile(r"\s*(?:每年|全年|年内)?(?:重点|统一|集中|联合)?组织[^,。;\d]{0,8}(?:企业|商户|商家|机构|院校|高校)")
"""每年组织企业参加展会10场以上,对展位费给予补助: who organises enterprises is not whom money is given."""
_GIVES = re.compile(r"给予|奖|补")
_RATE_OF = re.compile(r"的[^,。;的]{0,12}(?:率|度|比重|比例|份额)(?:力争|要)?(?:达到?|提高到|提升到|超过|突破|为)?$")
"""对铁路客运业的综合贡献率达到85%以上,: what of them is to be reached."""
_NOT_ALONE = re.compile(r"\s*且(?!.*(?:力争|确保|提高|增长|压|缩短|降))")
"""且年度营业收入不低于1000万元: a further condition."""
_UP_TO = re.compile(r"(?:至|到)\s?\d")
"""达到1万平方米以上至1.5万平方米以下的展会."""
_NEVER = re.compile(r"不(?:再|得)?(?:发生|出现)")
"""力争不发生一次死亡3人以上事故."""
_IS_GIVEN = re.compile(r"(?:给予|提供|予以)")
"""对……余额增量的2%提供资金支持: the number is what is given."""
_ENDS_IN_OF = re.compile(r"的\s*(?:,|$|[^,。;]{0,20}(?:,|给予|奖))")
_WHOM = re.compile(r"[^,。;]{0,20}(?:的|,(?:给予|奖|可|按|每))")
_YEAR = re.compile(r"(?<!\d)(?<!完成)(?<![于较比])((?:19|20)\d\d)年(?!的?[^,。;]{0,6}基础上)")
_TO_A_YEAR = re.compile(r"[到至](?:\s|“)?(?:(?:19|20)\d\d|十)")
_NAMES = re.compile(r"\([^()]*\)|《[^》]*》")
_SHORT = 4
"""A number with fewer words of its own is about what its sentence said before: 降低1个百分点."""
_WITHIN = re.compile(r"《[^》\n]*》|“[^”\n]{0,30}”(?!的(?:要求|目标))")
_PAYS = re.compile(r"(?:给予|奖励|奖补|补贴|补助|返还|资助)[^;。]{0,25}\d|\d+[^;。,]{0,6}(?:给予|奖励|奖补|补贴|补助|资助)")


def refusal(view: View, quantity: Quantity, place: Place, *, building: bool) -> Reason | None:
    """Why a number is not to be reached; `building`: a verb such as 培育 stands right before it."""
    shadow, (start, end) = view.shadow, place.clause
    before, after = shadow[place.part : quantity.start], shadow[quantity.end : end]
    clause = shadow[start:end]
    own = start if len(before.strip()) > _SHORT else max(place.sentence[0], shadow.rfind(",", place.sentence[0], max(place.sentence[0], start - 1)) + 1)
    said = shadow[own : quantity.start]
    if _NAME_AFTER.match(after) or _quoted(shadow, quantity, place.sentence):
        return Reason.DESCRIPTION
    if _NAMED_SO.match(after) or _DEFINES.search(shadow, place.sentence[0], quantity.start):
        return Reason.DESCRIPTION
    if after.startswith("的基础上"):
        return Reason.STATISTIC
    if _EACH_DONE.search(shadow, start, quantity.number) or _NOT_ALONE.match(shadow, start, quantity.number) or _UP_TO.match(after):
        return Reason.CONDITION
    if _NEVER.search(shadow, start, quantity.number):
        return Reason.DESCRIPTION
    if in_condition(shadow, quantity, place) or _THEN.match(after) or _THEN.match(shadow, end) or (_STATE.match(before) and _WHOSE.match(after)):
        return Reason.CONDITION
    if _paid_for(shadow, end, place.sentence[1]) and not ((building and "组织" not in before) or ("组织" in before and _ORGANISES.match(before))):
        return Reason.CONDITION
    if quantity.measure is Measure.TIME and not (_SHORTER.search(clause) or _LASTING.search(clause)):
        return Reason.DURATION
    if _is_rule(said, quantity) or _RULE.search(after[:12]) or _is_standard(shadow, quantity, place, building):
        return Reason.RATE
    if not quantity.stated and _COMPARED_BEFORE.search(shadow, start, quantity.number) and not _hoped(view, quantity, place):
        return Reason.STATISTIC
    if (
        _PAST.search(shadow[place.sentence[0] : quantity.start])
        or _past_year(view, quantity, place)
        or _told_of_the_past(view, place.sentence[0], quantity.start, place.sentence[1])
    ):
        return Reason.STATISTIC
    if (_OF.match(after) and not (TASK_OF.match(after) or building or quantity.measure is Measure.SHARE)) or sums_up(before, quantity, after):
        return Reason.DESCRIPTION
    return None


def _hoped(view: View, quantity: Quantity, place: Place) -> bool:
    """Whether a number without an operator stands among aims: 推动成本较上年降低0.5个百分点, not 预算安排比上年增长5.1%."""
    opening = view.shadow[view.shadow.rfind("。", 0, place.sentence[0]) + 1 : quantity.start]
    return view.kind_at(quantity.number) is Kind.AIM or bool(_HOPES.search(opening))


def _told_of_the_past(view: View, sentence: int, position: int, sentence_end: int) -> bool:
    """过去五年,……。一是经济总量达到100亿元: the paragraph opens with the past, or the sentence up to its full stop does."""
    shadow, item = view.shadow, view.outline.item_at(position)
    line = shadow.rfind("\n", 0, sentence) + 1
    if item and line <= item.start <= sentence:
        line = item.start
    opening = _LOOKS_BACK.match(shadow, line)
    stop = shadow.rfind("。", line, sentence) + 1 or line
    told = opening or _LOOKS_BACK.search(shadow, stop, position)
    if told is None and _RESULT.search(shadow, position, sentence_end) and not _TURNS.search(shadow, stop, position):
        return True
    return told is not None and not _TURNS.search(shadow, told.end(), position)


def _is_rule(said: str, quantity: Quantity) -> bool:
    """首付款比例不低于20%, 费率降低1个百分点: a rate in force; not 担保费率降至1%以下, which is where it shall be."""
    rule = _RULE.search(said)
    return rule is not None and not (rule.group() == "费率" and quantity.op is Operator.AT_MOST and _LOWERED.search(said))


def _is_standard(shadow: str, quantity: Quantity, place: Place, building: bool) -> bool:
    """对地垂直距离不小于6.5米, 首付款比例不得低于30%, 每个耐张段至少接地一次: what must be so, not what is to be reached."""
    before = shadow[place.sentence[0] : quantity.number]
    if _AIMS.search(before):
        return False
    if _FORBIDDEN.match(shadow, quantity.start, quantity.number) or (_LENGTH.fullmatch(quantity.unit) and not building and "浓度" not in before):
        return True
    if quantity.measure is Measure.EXTENT and quantity.stated and _DIMENSION.search(shadow, place.clause[0], quantity.start):
        return True
    if _SURFACE.fullmatch(quantity.unit) and quantity.op is Operator.AT_MOST:
        return True
    if quantity.measure is Measure.COUNT and quantity.start < quantity.number and _METRES.search(shadow, place.sentence[0], quantity.start):
        return True  # 净宽不小于1.2米,安全出口不少于2个
    if (
        quantity.measure is Measure.COUNT
        and _AT_MOST.match(shadow, quantity.start, quantity.number)
        and not _LESS.search(shadow, place.clause[0], quantity.start)
    ):
        return True
    if quantity.op is Operator.AT_MOST and _FOR_ONE.search(shadow, place.clause[0], quantity.start):
        return True
    if quantity.unit == "分":
        return not (quantity.stated or _REACHES.search(shadow, place.clause[0], quantity.start))
    return quantity.unit == "次" and not _TIMES.search(shadow, place.clause[0], place.clause[1])


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
    if _IS_GIVEN.match(after) or _SAYS_WHAT.search(between) or _GIVES.search(shadow, quantity.start, quantity.number):
        return False
    if "," in between:
        return bool(_ENDS_IN_OF.search(after))
    if not after.strip() and _RATE_OF.search(between):
        return False
    if not after.strip() and quantity.stated and (shadow[end : end + 1] in ("。", ";", "", "\n") or shadow.startswith(",对", end)):
        return False  # 对示例食品检测不少于800批次。
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
    words = view.shadow[place.sentence[0] : quantity.start]
    if "年" not in words or _TO_A_YEAR.search(words):
        return False
    years = _YEAR.findall(_NAMES.sub("", words))
    return bool(years) and int(years[-1]) < int(date[:4])
