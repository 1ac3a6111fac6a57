"""Words for people, in Chinese and in English side by side: titles, help, remarks, errors, and the names of coded values.

Codes (`lead`) are what programs get; a table for people says 牵头. A code that is not listed is shown as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Wording:
    """One text in both languages."""

    zh: str
    en: str

    def __getitem__(self, language: Language) -> str:
        return self.zh if language == "zh" else self.en

    def __str__(self) -> str:
        return f"{self.zh} / {self.en}"


SCHEMES: dict[str, dict[str, Wording]] = {
    "role": {
        "lead": Wording("牵头", "lead"),
        "support": Wording("配合", "support"),
        "responsible": Wording("负责", "responsible"),
    },
    "place": {},
    "status": {
        "in-force": Wording("现行有效", "in force"),
        "repealed": Wording("已废止", "repealed"),
        "expired": Wording("已过有效期", "expired"),
        "unknown": Wording("未写明", "not stated"),
    },
    "by": {"direct": Wording("直接", "itself")},
    "operator": {
        ">=": Wording("不少于", "at least"),
        "<=": Wording("不超过", "at most"),
        "=": Wording("等于", "equal to"),
        "~": Wording("约", "about"),
        "range": Wording("区间", "range"),
    },
    "lineage": {
        "basis": Wording("依据", "basis"),
        "amends": Wording("修改", "amends"),
        "repeals": Wording("废止", "repeals"),
        "forwards": Wording("转发", "forwards"),
        "valid": Wording("有效期", "validity"),
    },
    "fact": {
        "task": Wording("任务", "task"),
        "target": Wording("目标", "target"),
        "funding": Wording("资金", "funding"),
        "phase": Wording("阶段", "phase"),
        "membership": Wording("成员", "membership"),
        "citation": Wording("引用", "citation"),
        "lineage": Wording("沿革", "lineage"),
    },
    "reason": {
        "head": Wording("文头", "head of the document"),
        "tail": Wording("文尾", "tail of the document"),
        "heading": Wording("标题", "heading"),
        "aim": Wording("目标、原则、意义", "aims and principles"),
        "timetable": Wording("进度安排", "timetable"),
        "procedure": Wording("申报程序", "application procedure"),
        "rule": Wording("规定", "rule"),
        "name": Wording("名称的一部分", "part of a name"),
        "reference": Wording("泛指牵头、责任单位", "names no body, only whoever leads"),
        "no-agency": Wording("没有写明机关", "no agency"),
        "condition": Wording("条件", "condition"),
        "rate": Wording("税率、费率、标准", "rate or standard"),
        "statistic": Wording("已有的数", "what has been"),
        "duration": Wording("时长", "length of time"),
        "description": Wording("描述中的数", "number that describes"),
        "general": Wording("对各方的一般要求", "asks all in general"),
        "unnumbered": Wording("不在编号条目里", "in no numbered item"),
        "unreadable": Wording("读不懂的责任条款", "unreadable clause"),
        "table": Wording("没有责任列的表", "table without a column of bodies"),
    },
}
"""What coded values of a column are called, by the scheme that the column names; those of `place` are put into words as they come."""
