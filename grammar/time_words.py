"""The words that a time expression is written with, as patterns: what `dates` looks for, and where it begins to look.

    自本意见印发之日起30日内   每年12月底前   经过三年努力   自2022年10月1日至2025年12月31日

An expression is looked for only around a mark (年, 月, 每, 日起 …): most of a text holds none.
"""

from __future__ import annotations

import re

from grammar.moments import DASH, GAP, SMALL, point

_COUNT = rf"(?:{SMALL}|两|几|半)"
_UNIT = r"(?:个?工作日|个月|年半|周年|年度|日历天|年|日|天|周|月)"
_DOCUMENT = r"(?:[本此该][^\s,。;:、()至自]{1,10}?|文件|政策|通知|措施|意见|方案|办法)?"
_ISSUED = r"(?:印发|发布|公布|颁布|下发|出台|发文|签发)"
_EFFORT = r"(?:努力|时间|建设|攻坚|行动|实施|培育|发展|改革)"
_INSIDE = r"(?:之|以)?内"
EXPRESSION = re.compile(
    rf"""(?<!\d)(?:
      # 自本意见印发之日起, 即日起至2023年12月31日, 在印发之日起30日内
        (?P<issue> (?: (?: [自从在于由]{GAP}{_DOCUMENT}(?:正式)?(?:{_ISSUED}|施行|实施|执行|通过|生效)(?:之日)?
                         | (?<![\u4e00-\u9fff]){_DOCUMENT}(?:{_ISSUED}|施行)之日 | [自从]?即日 ) 起
                     | (?:[自从在于]|(?<![\u4e00-\u9fff])){GAP}{_DOCUMENT}{_ISSUED}(?:之日)?后(?={GAP}{_COUNT}{GAP}{_UNIT}{_INSIDE}) )
          (?: (?:开始|施行|实施|执行)?,?[^,。;:\n]{{0,12}}?(?P<after>{_COUNT}){GAP}(?P<after_unit>{_UNIT})(?:之|以)?内
            | (?:开始|施行|实施|执行)?,?{DASH}{point("z", second=True)}(?:[止前]|期间)? )? )
      # 每年12月底前, 每季度, 每两年
      | (?P<every>每{GAP}(?P<each>{_COUNT})?{GAP}个?(?P<cadence>年度?|季度?|半年|月|周|星期|学年|学期|旬|日|天))(?!级|期|产)
          (?: {GAP}的?(?:年?[底末终]|年初|初)(?:之?前)?
            | {GAP}的?{GAP}{point("y", second=True)}(?:{DASH}{point("x", second=True)})?(?:之?前|期间|内)? )?
      # 经过三年努力, 用3年左右时间, 三年内
      | (?: (?:经过|通过|历经|(?:力争|争取|计划|拟|确保)?用|利用|力争|争取) {GAP}(?:[1-9一二两三四五]{DASH})?(?P<years>{SMALL}|两){GAP}年(?:左右)?的?
              (?:{GAP}{_INSIDE}|[^,。;:\n]{{0,6}}?{_EFFORT})
          | (?:未来|今后|在)? (?:[1-9一二两三四五]{DASH})?(?P<within_years>{SMALL}|两){GAP}年(?:左右)?(?:时间)?{_INSIDE} )
      # 到2020年底, 2018—2020年, 自2022年10月1日至2025年12月31日, 6月15日前, 年内
      | (?P<lead>自|从|至|到|截至|截止到?|截至到)?{GAP} {point("a")}
          (?:{GAP}(?:零|\d{{1,2}})[时点](?:\d{{1,2}}分)?)? (?:{GAP}起)? (?: ,?{GAP}{DASH}{point("b", second=True)} )?
          (?:{GAP}\(含\))? {GAP}(?P<tail>之?前(?![后期瞻沿往置述款列两三十\d])|以前|止(?!付|损|咳)
                     |度?(?:之|以)?内(?!容|部|控|涵|外|地|资|需|循|生|河|蒙|陆|因|设)
                     |起(?![草步点止飞诉])|开始|[以之]后|后(?=\s*[,;。])|以来|至今|迄今|来(?=[,，])|期间)?
    )""",
    re.VERBOSE,
)
MARK = re.compile(
    r"年(?<=[\d〇零○一二三四五六七八九十两Oo今明本去上次翌全 ]年)|年[底内度末终初中]"
    r"|月(?<=[\d一二三四五六七八九十 ]月)|季(?<=[一二三四1-4 ]季)|上半年|下半年|每"
    r"|日起|发布起|印发起|公布起|实施起|施行起|发后|布后|台后|十[一二三四五六]五|20\d\d[./-][01\d]|19\d\d[./-][01\d]"
)
_NUMERALS = "0123456789〇零○一二三四五六七八九十两Oo"
BEFORE_MARK = frozenset(_NUMERALS + " .-—–―─−~至到自从截止上下半今明本去次翌第年月日号全底末初中旬季度起“”经过通用历力争取未来后左右在于")
"""What an expression may hold before its mark."""
FIRST = frozenset(_NUMERALS + "“自从到至截即在于由本此今明去上次翌下第年全经通历力争计拟确用利未每文政措意方办印发公颁出签施")
"""What an expression may begin with."""
LENGTH = re.compile(
    rf",?[^,。;:\n\d]{{0,10}}?(?:为期|期限为?|连续|分|用|历时|时间为?|有效期为?|试行|试点期?|暂定|执行期?){GAP}(?P<count>{_COUNT}){GAP}(?P<unit>个月|年(?!度|级))"
    rf"|{GAP},?(?P<within>{SMALL}|两){GAP}(?P<within_unit>个月|年){_INSIDE}"
)
"""After a start: 开展为期半年的…, ，三年内."""
