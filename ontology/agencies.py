"""Standard agencies: one agency under its short and its full name (发展改革委 = 发展和改革委员会), and classes of agencies.

The data is `agencies.tsv`, with the branches of central bodies, whose names hold a place (江西银保监局), as patterns here. A name
that neither has is its own full name: nothing is guessed; `known` tells such names from the others.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from ontology.places import bare_names, split_place

_SUFFIXES = {"委员会": "委员会", "委": "委员会", "局": "局", "厅": "厅", "部": "部", "办公室": "办公室", "办": "办公室"}
_SUFFIX = re.compile(rf"({'|'.join(_SUFFIXES)})$")
_NOT_A_LEVEL = {
    "市": r"(?!场|容|域|值|长|话|内|辖|外(?!办|事|经|侨|汇|专|贸)|民(?!政|族|宗|委|盟|革|防|营|生|兵|航|办)|政(?!府|协|法|务|研|数|策))",
    "区": r"(?!域|块|间|位|别|内|外)",
    "县": r"(?!域|内|级|处)",
    "州": r"(?!际|内)",
    "盟": r"(?!员|友)",
    "旗": r"(?!舰|下|帜)",
    "省": r"(?!际|内|会|部共)",
}
LEVEL = "(?:自治区|自治州|自治县|地区(?!性|间)|地(?=委)|" + "|".join(word + refusal for word, refusal in _NOT_A_LEVEL.items()) + ")"
"""A level word at the head of a name; 市场监管局 has none, 市市场监管局 has."""
_LEVEL_WORD = re.compile(rf"^{LEVEL}(?=.{{2}})")
_CLASS = re.compile(r"^(?:各|其他|有关|相关|属地)|成员单位$|^(?:县|市|区)?级?以上")
_DIVISIONS = re.compile(r"(?:[省市州县区旗盟、]|\([市区县旗州盟、]+\)){2,}(?:人民政府|政府|管委会|管理委员会)")
"""县(区)人民政府, 市州、县市区人民政府: several kinds of divisions, without 各."""
_BRANCHES = (
    (re.compile(r"(?P<place>.{2,12}?)银保监(?P<end>局|分局)"), "中国银行保险监督管理委员会{place}监管{end}"),
    (re.compile(r"(?P<place>.{2,12}?)银监(?P<end>局|分局)"), "中国银行业监督管理委员会{place}监管{end}"),
    (re.compile(r"(?P<place>.{2,12}?)保监(?P<end>局|分局)"), "中国保险监督管理委员会{place}监管{end}"),
    (re.compile(r"(?P<place>.{2,12}?)证监(?P<end>局)"), "中国证券监督管理委员会{place}监管{end}"),
    (re.compile(r"(?P<place>.{2,12}?)金融监管(?P<end>局|分局)"), "国家金融监督管理总局{place}监管{end}"),
)
"""Short and full forms of the branches that the financial regulators have in the provinces and cities."""
_PEOPLES_BANK = re.compile(r"(?:中国人民银行|人民银行|人行)(?P<place>.{2,12}?)(?P<end>分行营业管理部|分行营管部|营业管理部|营管部|分行|中心支行|中支|支行)")
_PATTERNS = re.compile(
    r"""
      (?:人民)?政府(?:办公厅|办公室|办)?
    | .+(?:领导小组|协调小组|工作小组|联席会议|指挥部|专班|协调机制|委员会)(?:办公室|办|秘书处)?
    | .+(?:管委会|管理委员会|执委会|街道办事处|人民政府|人民法院|法院|人民检察院|仲裁院|仲裁委员会)
    | .{2,}海关 | .+出入境检验检疫局 | .+海事局 | .+监察专员办事处
    | 国家税务总局.+税务局 | 国家统计局.+调查总?队 | 国家外汇管理局.+[分支]局 | 国家金融监督管理总局.+监管(?:分?局|支局)
    | .+(?:监管局|监管分局|管理局).+监管组
    | .*[省市区县州盟旗].+(?:派出所|分局)|公安分局
    | (?:共青)?团.*[省市区县州盟旗]委(?:员会)?
    | .+(?:公司|集团|银行|大学|学院|学校|协会|学会|商会|联合会|研究院|研究所|医院|交易所|基金会)
    """,
    re.VERBOSE,
)
"""Names that follow a pattern instead of standing in a table: 推进工作领导小组办公室, 黄埔海关, 国家外汇管理局江西省分局."""


_learned = ""


def learn(text: str) -> None:
    """Takes people's own table of names beside `agencies.tsv`, in the same form, for the rest of the process; an empty one takes it away."""
    global _learned  # noqa: PLW0603 - one table holds for everything that completes names
    if text != _learned:
        _learned = text
        _names.cache_clear()
        full_name.cache_clear()
        known.cache_clear()


@cache
def _names() -> dict[str, str]:
    """Short form (with its suffix, or with `~`) → full form."""
    text = Path(__file__).with_name("agencies.tsv").read_text(encoding="utf-8")
    names: dict[str, str] = {}
    for line in (*text.splitlines(), *_learned.splitlines()):
        if line and not line.startswith("#"):
            full, _, shorts = line.partition("\t")
            names[full] = full
            names.update(dict.fromkeys(filter(None, shorts.split(",")), full))
    return names


@cache
def full_name(function: str) -> str:
    """The full form of a name without its place: 发展改革委 → 发展和改革委员会. An unknown name is returned as it is.

    A name with a second in brackets (市场监管局(知识产权局)) keeps the bracket, both in full.
    """
    if found := re.fullmatch(r"(.+?)\((.+)\)(.*)", function):
        return f"{full_name(found[1])}({full_name(found[2])}){found[3]}"
    names = _names()
    if function in names and "~" not in names[function]:
        return names[function]
    if branch := _branch(function):
        return branch
    if found := _SUFFIX.search(function):
        stem, suffix = function[: found.start()], _SUFFIXES[found[1]]
        if standard := names.get(stem + "~"):
            return standard.replace("~", suffix)
        if found[1] == "委" and not re.search(r"[党工团纪组]$", stem) and not re.search(r"^(?:共青)?团", stem) and len(stem) >= 2:
            return stem + suffix
    return function


def _branch(function: str) -> str | None:
    """The full name of a central body's branch: 江西银保监局, 人行南昌中支; null for other names."""
    if found := _PEOPLES_BANK.fullmatch(function):
        end = {"中支": "中心支行", "营管部": "营业管理部", "分行营管部": "分行营业管理部"}.get(found["end"], found["end"])
        return f"中国人民银行{found['place']}{end}"
    for pattern, full in _BRANCHES:
        if (found := pattern.fullmatch(function)) and (found["place"] in bare_names() or split_place(found["place"])[1] == ""):
            return full.format_map(found.groupdict())
    return None


@cache
def known(function: str) -> bool:
    """Whether a name without its place is a standard agency, by any of its forms, or follows a known pattern.

    知识产权局 and 推进工作领导小组办公室 are; 规建管办 is not: a person may add it to a table of names. Of a class (各区政府) ask `expand`.
    """
    if found := re.fullmatch(r"(.+?)\((.+)\)", function):
        return known(found[1]) and known(_LEVEL_WORD.sub("", found[2]))
    names = _names()
    if function in names or _branch(function) or _PATTERNS.fullmatch(function):
        return True
    found = _SUFFIX.search(function)
    if found and function[: found.start()] + "~" in names:
        return True
    inner = re.match(r"(?:国家|中央|国务院|人民政府|政府|党委|委)(?=.{2})", function)
    return known(function[inner.end() :]) if inner else function.endswith("总局") and known(function[:-2] + "局")


@cache
def function_of(name: str) -> str:
    """A completed name without its place and level word: 广州市知识产权局 → 知识产权局, 市知识产权局 → 知识产权局."""
    rest = split_place(name)[1]
    return _LEVEL_WORD.sub("", rest) if rest == name else rest


@cache
def is_class(name: str) -> bool:
    """Whether a completed name means several bodies of a kind: 广州市各区政府, 各省级人民政府, 昆明市属地人民政府."""
    return bool(_CLASS.search(function_of(name)) or _DIVISIONS.match(split_place(name)[1]))
