"""No text makes the grammar raise, lose a character, state a fact without its words, pass over a trigger in silence, or take longer than its length asks.

Texts are soups of the words that rules look for, in both scripts and all widths, and texts of one thing repeated many times.
"""

from __future__ import annotations

import re
import time
from hashlib import sha256

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from grammar.extraction import extract
from grammar.line_ends import idle_breaks
from grammar.omissions import TRIGGER
from grammar.outlining import outline
from grammar.shadow import fold, normalise
from grammar.standing import find_standing
from loaders import Document
from loaders.plain import tab_tables
from ontology.records import Evidence, Extraction, Source
from tests.grammar.example_files import Example, document_of, examples_of
from tests.grammar.example_readers import READERS

TRIGGERS = """
牵头 负责 配合 协办 协助 参与 会同 主办 承办 落实 实施 指导 支持 责任单位 责任部门 牵头单位 配合单位 按职责分工负责 牵頭 負責 責任單位
總牽頭 牵头责任单位 负责解释
""".split()
NAMES = """
市财政局 市教育局、体育局 省发展改革委 区科技局 縣財政局 各区政府 各市、县（市、区）政府 各市、縣〔市、區〕政府 国务院有关部门 有关部门 等部门
等 团市委 市委组织部、宣传部 越秀、天河、海珠区政府 黄埔海关 市市场监管局（市知识产权局） 国网广州供电公司 省局法规处 企业 专人 张三 市 省
各 局 委 自治区党委办公厅 福州、厦门市政府 成员单位
""".split()
NUMBERS = """
一、 二、 十二、 （一） （二） (三) 1. 2． 3、 １． （1） 2） ① ② ③ 第一章 第二节 第三条 第十条 附件 附件1 附件：1. 一是 二是 1.5亿元 2018年 12
（ 壹、
""".split()
LABELS = """
职责分工 工作职责 总体要求 主要目标 实施步骤 申报程序 保障措施 重点任务 附则 发文字号： 成文日期： 标题： 目录 注： 专栏1 责任人： 完成时限：
任务 序号
""".split()
STATEMENTS = """
列第一位者为牵头单位，下同 逗号前为牵头单位，下同 以下任务均需各区政府负责，不再列出 排在第一位的部门为牵头部门 不再 以下
""".split()
HEADS = """
广州市人民政府 国务院办公厅 重庆市江北区人民政府 示例市人民政府 安化縣人民政府 穗府〔2018〕2号 国知发协字〔201720 2018年1月18日
二〇一八年一月 2017 227 2018年13月40日 关于印发《示例方案》的通知 示例行动计划 （2018—2020年） 各区人民政府：
各省、自治区、直辖市人民政府，国务院各部委：
""".split()
CITED = """
《示例条例》 《关于印发〈示例方案〉的通知》 （国发〔2016〕3号） （以下简称《条例》） 根据 修订 同时废止 转发 现将 印发给你们 组长： 成员： 由市长任组长
成立示例工作领导小组 为成员单位 办公室主任 参加的 组成 本办法自印发之日起施行 有效期5年 30日后施行 秘密★1年 内部资料 （此件不公开）
""".split()
TIMES = """
2019年 6月底前 二〇二〇年十二月三十一日 2018—2020年 2023年13月40日 每年12月底前 每半年 “十四五”末 年内
第三季度 上半年 即日起至 自印发之日起30日内 自印发之日起99年内
经过三年努力 三年内 从2017年1月1日开始 为期半年 次年3月 2019.6.30 长期坚持 以来 前 起 至 动员阶段（9月—10月） 对2019年购置的 0000年0月 每九十九年
""".split()
MONEY = """
1.5亿元 500万元 200元/平方米 30% 1：2 2/3 4：3：3 由市、区两级财政按 比例分担 市财政 补贴资金 给予 最高不超过 的奖励 从示例专项资金中列支 设立 引导基金 财政补贴
省级承担 各级政府和用人单位 安排必要的经费 用好 土地出让净收益安排资金 消费券和奖补资金 列入县财政预算 有条件的园区
""".split()
MARKS = [*"。，、；：！？,;:.()[]（）【】〔〕［］《》〈〉“”…—·*★●9a﹙﹚｡ﾟ", "……", "\n", "\n\n", "\t", "　"]
ODD = [*"\u00a0\u2028\u200b\ufeff\u0301\ufffd\u202e\r\x0b\x0c\x85🙂𠀀"]
PIECES = [*TRIGGERS, *NAMES, *NUMBERS, *LABELS, *STATEMENTS, *HEADS, *CITED, *TIMES, *MONEY, *MARKS, *ODD, *"。，、；：（）\n\n\n\t"]

soups = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
inside = st.lists(st.sampled_from([*TRIGGERS, *NAMES, *"、、、，，；。：（）\n "]), min_size=1, max_size=10).map("".join)
words = st.sampled_from(["建设示例平台。", "加强示例工作", "由", *LABELS])
items = st.tuples(
    st.sampled_from(NUMBERS), words, st.sampled_from(["（", "【", "\n", "", "由"]), inside, st.sampled_from(["）\n", "】\n", "\n", "。\n", ""])
).map("".join)
opening = st.sampled_from(["", *(f"{body}关于示例的意见\n" for body in HEADS[:5])])
plans = st.tuples(opening, st.lists(items, max_size=8).map("".join)).map("".join)
scribble = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
texts = st.one_of(plans, soups, st.tuples(soups, scribble, soups).map("".join), scribble)
ENOUGH = settings(max_examples=300, deadline=None)


def document(text: str) -> Document:
    return Document(text, tab_tables(text), Source(path="text.txt", sha256=sha256(text.encode()).hexdigest(), loader="text", encoding=None))


def pieces_of(found: Extraction) -> list[Evidence]:
    return [
        *found.document.evidence,
        *(piece for task in found.tasks for piece in (*task.evidence, *task.clause_evidence)),
        *(piece for task in found.tasks for one in task.assignments for piece in one.evidence),
        *(piece for omission in found.omissions for piece in omission.evidence),
        *(piece for citation in found.citations for piece in citation.evidence),
        *(piece for membership in found.memberships for piece in membership.evidence),
        *(piece for lineage in found.lineage for piece in lineage.evidence),
        *(piece for funding in found.funding for piece in funding.evidence),
        *(piece for target in found.targets for piece in target.evidence),
        *(piece for task in found.tasks for due in task.due for piece in due.evidence),
    ]


@given(texts)
@ENOUGH
def test_no_text_makes_it_raise_and_every_fact_carries_its_words(text: str) -> None:
    found = extract(document(text))
    assert Extraction.model_validate(found.model_dump(), strict=True) == found, "records are made without being validated, of values that are valid"
    assert all(text[piece.start : piece.end] == piece.quote for piece in pieces_of(found))
    for task in found.tasks:
        assert normalise("".join(piece.quote for piece in task.evidence)) == task.text
        assert normalise(";".join(piece.quote.strip() for piece in task.clause_evidence)) == (task.clause or "")
        for one in task.assignments:
            assert normalise("".join(piece.quote for piece in one.evidence)) == one.surface
            assert one.agency
            assert one.surface


@given(texts)
@ENOUGH
def test_an_outline_gives_every_character_back(text: str) -> None:
    found = outline(text, tab_tables(text))
    assert "".join(text[block.start : block.end] for block in found.blocks) == text
    assert len(fold(text)) == len(text)
    assert all(0 <= item.number.start < item.start <= item.own_end <= item.end <= len(text) for item in found.items)


@given(st.one_of(plans, soups).map(lambda soup: soup.replace("\t", " ")))
@ENOUGH
def test_no_trigger_is_passed_over_in_silence(text: str) -> None:
    found = extract(document(text))
    shadow = fold(text)
    clauses = [(piece.start, piece.end) for task in found.tasks for piece in task.clause_evidence]
    said = [(piece.start, piece.end) for task in found.tasks for piece in (*task.evidence, *task.clause_evidence)]
    said += [again.span() for task in found.tasks for piece in task.clause_evidence for again in re.finditer(re.escape(piece.quote), text)]  # stated twice
    said += [(piece.start, piece.end) for omission in found.omissions for piece in omission.evidence]
    said += [(standing.start, standing.end) for standing in find_standing(shadow, 0, len(text), clauses)]  # its effect is seen in roles and implied bodies
    silent = [trigger.start() for trigger in TRIGGER.finditer(shadow) if not any(start <= trigger.start() < end for start, end in said)]
    assert not [line_at(text, position) for position in silent if not said_before(text, position)]


def line_at(text: str, position: int) -> str:
    return text[text.rfind("\n", 0, position) + 1 :].partition("\n")[0]


def said_before(text: str, position: int) -> bool:
    """A page that states a task twice in the same words states it once."""
    line = line_at(text, position)
    return text.index(line) < position - len(line)


def read_values(text: str) -> list[tuple[object, ...]]:
    found = extract(document(text))
    return [
        (task.path, task.text, task.clause, task.open_ended, [(one.role, one.agency, one.surface, one.implied, one.unresolved) for one in task.assignments])
        for task in found.tasks
    ]


HALF_WIDTH = str.maketrans("（），；：［］", "(),;:[]")


@given(st.one_of(plans, soups))
@ENOUGH
def test_half_width_marks_say_what_full_width_marks_say(text: str) -> None:
    assume(not [*idle_breaks(text), *idle_breaks(text.translate(HALF_WIDTH))])  # whether a text is cut into lines is told by their width
    assert read_values(text.translate(HALF_WIDTH)) == read_values(text)


def all_documents() -> list[object]:
    return [
        pytest.param(example, id=f"{rule}:{example['id']}") for rule in READERS for example in examples_of(rule) if "tasks" in example or "document" in example
    ]


@pytest.mark.parametrize("example", all_documents())
def test_traditional_script_says_what_simplified_script_says(example: Example) -> None:
    text = document_of(example).text
    traditional = OpenCC("s2t").convert(text)
    assert read_values(traditional) == read_values(text)


@pytest.mark.parametrize("example", all_documents())
def test_half_width_marks_in_a_document_say_what_full_width_marks_say(example: Example) -> None:
    text = document_of(example).text
    assert read_values(text.translate(HALF_WIDTH)) == read_values(text)


LENGTH = 50_000
SECONDS = 4.0
"""Of the processor, many times what these take; what grows with the square of its length takes longer by far."""
REPEATED = [
    *"（(）【〔《、，。：；…·1１由市各省甲等和*“🙂",
    *"... 2018 1. 1.甲 一、 （一） ① 第一条 会同 牵头 负责 责任单位： 市财政局、 （市财政局 （市财政局负责） （责任单位：".split(),
    *"以下均需 由企业负责， 企业会同企业， 市财政局为甲， 各市、县（ 加强甲（市财政局负责）， 市财政局负责甲。 关于印发 穗府〔2018〕1号".split(),
    *"广州 江北区 按职责".split(),
    *"2019年 6月 每年 每年6月至 自印发之日起 2019年6月底前 十四五 2019年至 “2019年 三年内 一、进度安排\n2019年6月。".split(" "),
    *"由市级财政承担 1/2补贴 补贴30% 给予100万元， 财政补贴 安排资金 各市、 补贴和消费券，".split(),
    "\n",
    "　",
    "\t",
    "a\tb\tc\n",
    "1\t负责\t市财政局\n",
    "一、\n",
    "1.甲工作推进一下。\n",
    "责任单位：\n",
    "责任单位：市财政局\n",
    "1.甲工作。（市财政局负责。列第一位者为牵头单位，下同）\n",
    "1.甲工作。\n市财政局负责。\n",
    "职责分工\n",
    "一、职责分工\n市财政局：负责甲。\n",
    "附件\n",
    "附件：1.甲\n",
    "广州市人民政府\n2018年1月1日\n",
    "2018\n",
    "一、甲……1\n",
    "发文字号：甲\n",
    "各区人民政府：\n",
    "  甲",
]


@pytest.mark.parametrize("unit", REPEATED)
@pytest.mark.parametrize("before", ["", "广州市人民政府关于示例的意见\n一、主要任务\n1."], ids=["alone", "in-an-item"])
def test_a_text_takes_no_longer_than_its_length_asks(unit: str, before: str) -> None:
    text = document(before + unit * (LENGTH // len(unit)))
    begun = time.process_time()
    extract(text)
    assert time.process_time() - begun < SECONDS
