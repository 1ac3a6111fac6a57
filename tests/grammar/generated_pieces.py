"""Sentences and clauses, each one way of stating a fact that the guide settles, with the records that it states.

    2026年6月底前建成示例中心。                by 2026-06
    示例基地、示例园区分别达到7个和18个以上       two targets, each >=
    区县按1：2比例配套建设资金。                ratio 1:2, from 区县
    （市教育局牵头，市财政局、水务局配合）        one leads, two support

Refuses what the guide leaves open: a sentence that two readers might take in two ways is no piece.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple, TypeVar

from hypothesis import strategies as st

Record = dict[str, Any]
T = TypeVar("T")
CITY = "示例市"
BODIES = "教育局 财政局 民政局 水务局 商务局 卫生健康委 发展改革委 交通运输局 农业农村局 文化旅游局 住房城乡建设局".split()
BRACKETS = (("（", "）"), ("(", ")"), ("〔", "〕"), ("[", "]"), ("【", "】"))


@dataclass(slots=True)
class Piece:
    """A sentence, and the records that it states."""

    words: str
    due: list[Record] = field(default_factory=list)
    targets: list[Record] = field(default_factory=list)
    funding: list[Record] = field(default_factory=list)
    citations: list[Record] = field(default_factory=list)

    @property
    def sort(self) -> tuple[bool, ...]:
        """What kinds it states: a task has one piece of a sort."""
        return tuple(map(bool, (self.due, self.targets, self.funding, self.citations)))


class Clause(NamedTuple):
    """Who does it: words in brackets behind the text, or lines below it."""

    words: str
    given: list[tuple[str, str]]
    below: bool = False


Ways = Sequence[Callable[[], T]]


def one_of(draw: st.DrawFn, ways: Ways[T]) -> T:
    """One of these ways of writing."""
    return ways[draw(st.integers(0, len(ways) - 1))]()


def due(kind: str, *, start: str | None = None, end: str | None = None, every: str | None = None) -> Record:
    """A time, as the guide writes it."""
    return {"kind": kind, "from": start, "to": end, "every": every}


def _target(op: str, value: Any, unit: str, by: str | None) -> Record:
    return {"op": op, "value": value, "unit": unit, "by": by}


def _funding(amount: int | None, *funders: str, ratio: str | None = None) -> Record:
    return {"amount": amount, "ratio": ratio, "funders": list(funders)}


def citation(title: str, relation: str, number: str | None = None) -> Record:
    """A document that is named."""
    return {"title": title, "number": number, "relation": relation}


@st.composite
def times(draw: st.DrawFn, issued: date, until: int | None) -> Piece:
    """When a task is to be done, counted from the date and, where there is one, to the last year of the plan."""
    year, month = issued.year + draw(st.integers(1, 2)), draw(st.integers(1, 9))
    later, days = month + draw(st.integers(1, 3)), draw(st.sampled_from((15, 30, 60)))
    word, cadence = draw(st.sampled_from((("每年", "year"), ("每半年", "half-year"), ("每季度", "quarter"), ("每月", "month"))))
    first, last = f"{year}-{month:02}", f"{year}-{later:02}"
    after = (issued + timedelta(days)).isoformat()
    ways: Ways[Piece] = (
        lambda: Piece(f"{year}年{month}月底前建成示例中心。", [due("by", end=first)]),
        lambda: Piece(f"{year}年{month}月20日前印发示例指南。", [due("by", end=f"{first}-20")]),
        lambda: Piece(f"{year}年底前建成示例中心。", [due("by", end=str(year))]),
        lambda: Piece(f"到{year}年底，示例体系基本形成。", [due("by", end=str(year))]),
        lambda: Piece("三年内建成示例体系。", [due("by", end=str(until or issued.year + 3))]),
        lambda: Piece(f"{year}年{month}月底前完成示例调查，{later}月底前建成示例中心。", [due("by", end=first), due("by", end=last)]),
        lambda: Piece(f"自{year}年{month}月起实行示例制度。", [due("from", start=first)]),
        lambda: Piece(f"从{year}年{month}月1日开始实行示例制度。", [due("from", start=f"{first}-01")]),
        lambda: Piece("即日起受理示例申请。", [due("from", start=issued.isoformat())]),
        lambda: Piece(f"{year}年{month}月至{later}月开展示例行动。", [due("during", start=first, end=last)]),
        lambda: Piece(f"{year}年上半年开展示例试点。", [due("during", start=f"{year}-01", end=f"{year}-06")]),
        lambda: Piece(f"{year}年第三季度开展示例试点。", [due("during", start=f"{year}-07", end=f"{year}-09")]),
        lambda: Piece(f"{year}—{year + 1}年开展示例试点。", [due("during", start=str(year), end=str(year + 1))]),
        lambda: Piece(f"自印发之日起{days}日内公布示例清单。", [due("by", end=after)]),
        lambda: Piece(f"{word}通报示例进展。", [due("every", every=cadence)]),
        lambda: Piece(f"每年{month}月底前通报示例进展。", [due("every", end=f"{month:02}", every="year")]),
    )
    return one_of(draw, ways)


@st.composite
def targets(draw: st.DrawFn, by: str | None) -> Piece:
    """Numbers that are to be reached, without a stop behind them."""
    low = draw(st.integers(2, 80))
    high = low + draw(st.integers(1, 9))

    def piece(words: str, *stated: tuple[str, Any, str]) -> Callable[[], Piece]:
        return lambda: Piece(words, targets=[_target(*one, by) for one in stated])

    shared = ("=", low, "家"), ("=", high, "家"), (">=", high + 1, "家")
    ways: Ways[Piece] = (
        piece(f"示例覆盖率达到{low}%以上", (">=", low, "%")),
        piece(f"示例覆盖率由{low}%提高到{high}%以上", (">=", high, "%")),
        piece(f"示例产值年均增长{low}%", ("=", low, "%")),
        piece(f"示例产值超过{low}.5亿元", (">=", low * 10**8 + 5 * 10**7, "元")),
        piece(f"培育示例企业{low}家左右", ("~", low, "家")),
        piece(f"建成示例站点{low}—{high}个", ("range", [low, high], "个")),
        piece(f"新建{low}个以上示例站点", (">=", low, "个")),
        piece(f"开展示例培训不少于{low}万人次", (">=", low * 10**4, "人次")),
        piece(f"示例损耗率控制在{low}%以内", ("<=", low, "%")),
        piece(f"示例基地、示例园区分别达到{low}个和{high}个以上", (">=", low, "个"), (">=", high, "个")),
        piece(f"新增示例企业、示例商铺、示例网点{low}家、{high}家、{high + 1}家以上", *shared),
    )
    return one_of(draw, ways)


@st.composite
def money(draw: st.DrawFn) -> Piece:
    """Money that is provided, lent or set aside."""
    much = draw(st.integers(2, 90))

    def piece(words: str, *stated: Record) -> Callable[[], Piece]:
        return lambda: Piece(f"{words}。", funding=list(stated))

    ways: Ways[Piece] = (
        piece(f"市级财政安排示例专项资金{much}万元", _funding(much * 10**4, "市级财政")),
        piece(f"设立总规模{much}亿元的示例引导基金", _funding(much * 10**8)),
        piece(f"对符合条件的企业给予最高{much}万元补助", _funding(much * 10**4)),
        piece(f"对购置示例设备的，每套补贴{much}元", _funding(much)),
        piece(f"对购置示例设备的，按照{much}元/台的标准给予补贴", _funding(much)),
        piece(f"对符合条件的企业发放最高{much}万元信用贷款", _funding(much * 10**4)),
        piece(f"区县按1：{much}比例配套建设资金", _funding(None, "区县", ratio=f"1:{much}")),
        piece("探索设立示例担保基金", _funding(None)),
    )
    return one_of(draw, ways)


@st.composite
def names(draw: st.DrawFn, work: str) -> Piece:
    """Another document that a task names; `work` keeps the names of one document apart."""
    name, number = f"{CITY}{work}管理办法", f"示府〔2023〕{draw(st.integers(1, 99))}号"
    notice = f"关于印发<{name}>的通知"
    ways: Ways[Piece] = (
        lambda: Piece(f"修订《{name}》。", citations=[citation(name, "amends")]),
        lambda: Piece(f"制定《{name}》。", citations=[citation(name, "creates")]),
        lambda: Piece(f"贯彻落实《{name}》，加强日常管理。", citations=[citation(name, "implements")]),
        lambda: Piece(f"按照《关于印发〈{name}〉的通知》（{number}）规范流程。", citations=[citation(notice, "basis", number)]),
    )
    return one_of(draw, ways)


@st.composite
def clauses(draw: st.DrawFn, below: bool) -> Clause:
    """Who does a task, behind it or on lines below it; within a run the level word is said once."""
    first, second, third = draw(st.permutations(BODIES))[:3]
    left, right = draw(st.sampled_from(BRACKETS))
    led = [("lead", first), ("support", second), ("support", third)]
    both = [("responsible", first), ("responsible", second)]
    labelled = [("lead", first), ("responsible", second), ("responsible", third)]
    on_lines: Ways[Clause] = (
        lambda: Clause(f"责任单位：市{first}、市{second}", both, below=True),
        lambda: Clause(f"责任单位：市{first}、{second}等", both, below=True),
        lambda: Clause(f"牵头单位：市{first}\n配合单位：市{second}、市{third}", led, below=True),
    )
    behind: Ways[Clause] = (
        lambda: Clause(f"{left}市{first}牵头，市{second}、{third}配合{right}", led),
        lambda: Clause(f"{left}市{first}牵头，市{second}等部门配合{right}", led[:2]),
        lambda: Clause(f"{left}市{first}、{second}负责{right}", both),
        lambda: Clause(f"{left}市{first}、市{second}按职责分工负责{right}", both),
        lambda: Clause(f"{left}牵头单位：市{first}；责任单位：市{second}、{third}{right}", labelled),
        lambda: Clause(f"{left}责任单位：市{first}、市{second}{right}", both),
        lambda: Clause("", []),
    )
    return one_of(draw, on_lines if below else behind)
