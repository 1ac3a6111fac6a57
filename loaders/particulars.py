"""The box above a document on a government page, as lines `label：value`: 索引号, 发文字号, 成文日期, 发文机关. Number and date often stand only there.

Holds the labels. Reads them in every build that the boxes have: 【发文字号】 before its value, 文　号： and value in one cell, label and value in two.
Refuses what is no particular of the document: counts of visits, sizes of type, who edited the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loaders.flow import Line

_TELLING = (
    "索引号 索引码 索取号 发文字号 发文文号 文号 文件编号 文件字号 文件文号 公文文号 规范性文件编号 统一编号 登记号 统一登记号 "
    "成文日期 成文时间 发文日期 发文时间 生成日期 生成时间 签发日期 印发日期 "
    "发文机关 发文机构 发文单位 发布机构 发布机关 发布单位 制发机关 制定机关 制发单位 公开机构 联合发文单位 联合发文机关 颁布单位"
).split()
_OTHER = (
    "标题 名称 文件名称 信息名称 文件标题 发布日期 发布时间 公开日期 公开时间 公布日期 实施日期 施行日期 生效日期 生效时间 实施时间 废止日期 失效日期 失效时间 "
    "有效性 有效期 时效性 时效 文件状态 文件有效性 效力状态 是否有效 主题分类 组配分类 信息分类 体裁分类 服务对象分类 分类 文种 体裁 公文种类 主题词 关键词 "
    "来源 信息来源 文件来源 稿件来源 公开方式 公开形式 公开类别 公开范围 公开时限 公开属性 公开程序 责任部门 信息形式 载体类型 签发人 内容概述 内容概览 语种 所属主题"
).split()
_TELLS = frozenset(_TELLING)
_LABELS = _TELLS | frozenset(_OTHER)
_UNWANTED = "浏览次数 浏览量 阅读次数 阅读人次 阅读量 阅读 访问次数 访问量 点击次数 点击数 点击率 点击量 点击 作者 编辑 责任编辑 责编 审核 字号 字体 分享到 分享 打印 时间 日期".split()
_GAP = r"[\s\u3000\xa0]*"
_ANY = "|".join(_GAP.join(label) for label in sorted({*_LABELS, *_UNWANTED}, key=len, reverse=True))
_FOUND = re.compile(rf"(?:(?<=[\s\u3000\xa0|｜\[【（(;；.])|^)({_ANY}){_GAP}(?:[:：]|(?<=.)[\]】]{_GAP}[:：]?)")
_SPACE = re.compile(r"[\s\u3000\xa0]+")
_PADDING = " \t\n\u3000\xa0|｜[【（(;；"
_LONGEST = 200


def _plain(words: str) -> str:
    return _SPACE.sub("", words).strip("[]【】:：")


def is_label(words: str, *, colon: bool = False) -> bool:
    """Whether the words are a label, alone; with `colon` also one that its value follows."""
    if not words or len(words) > _LONGEST:
        return False
    if colon:
        found = _FOUND.match(words)
        return found is not None and _plain(found[1]) in _LABELS
    return len(words) < 20 and _plain(words) in _LABELS


def _pairs(lines: Sequence[Line]) -> Iterator[tuple[int, int, str, str]]:
    """Each label with its value, and the first and last line that they stand in."""
    last = -1
    for number, line in enumerate(lines):
        text = line.text
        if number <= last or len(text) > _LONGEST or line.table is not None:
            continue
        found = list(_FOUND.finditer(text))
        following = lines[number + 1] if number + 1 < len(lines) else None
        beside = following is not None and _beside(line, following)
        if not found and beside and following is not None and is_label(text):
            last = number + 1
            yield number, last, _plain(text), following.text.strip(_PADDING)
        for place, label in enumerate(found):
            ends = found[place + 1].start() if place + 1 < len(found) else len(text)
            value, last = text[label.end() : ends].strip(_PADDING), number
            if not value and ends == len(text) and beside and following is not None:
                value, last = following.text.strip(_PADDING), number + 1
            yield number, last, _plain(label[1]), value


def _beside(label: Line, value: Line) -> bool:
    """Whether the second line is the neighbour that holds the value of the first: the next cell of the row, the next item of the list."""
    if label.owner is value.owner or label.owner.parent is not value.owner.parent or len(value.text) > _LONGEST:
        return False
    return not _FOUND.search(value.text) and not is_label(value.text)


def particulars(lines: Sequence[Line]) -> tuple[list[str], set[int]]:
    """`label：value` of each particular, once, and the numbers of the lines that say them (with those that only say what is not wanted)."""
    said: dict[str, str] = {}
    spoken: set[int] = set()
    for first, last, name, value in _pairs(lines):
        spoken.update(range(first, last + 1))
        if value and name in _LABELS:
            said.setdefault(name, _SPACE.sub(" ", value))
    return [f"{name}：{value}" for name, value in said.items()], spoken


def tells(lines: Sequence[str]) -> bool:
    """Whether such lines are of a box: among them one that only boxes have (索引号, 文号, 成文日期), not just a source and a time."""
    return len(lines) > 1 and any(line.partition("：")[0] in _TELLS for line in lines)
