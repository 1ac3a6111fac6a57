"""Addressees (主送机关, GB/T 9704 §7.3.2): the line under the title that ends in a colon, one body each.

    各区人民政府，市政府各部门、各直属机构：   →   各区人民政府, 市政府各部门, 市政府各直属机构

现将有关事项通知如下： addresses nobody.
"""

from __future__ import annotations

import re

from grammar.front import LABEL, Front
from grammar.shadow import normalise

_LINE = re.compile(r"^(?!.*(?:如下|通知|要求|措施|意见|事项|明确)\s*:$)(?!附件|联系|来源|为|根据|按照|现将|现就|鉴于)[^。;!?《》]{2,400}:$")
_SOMEBODY = re.compile(r"各|人民政府|部门|单位|委员会|[局厅委办]\s*[:,、]|公司|企业|机构|政府|学校|街道")
_AFTER_A_BODY = re.compile(r"(?<=[府处门构位局委厅办会司业校院])、")
_HEAD = re.compile(r"^(?P<whose>.*?)(?P<each>各(?:[省市区县州盟旗地、()]|自治区|直辖市|计划单列市|新疆生产建设兵团|设区)*)")
_OWN_HEAD = ("省", "市", "区", "县", "有关", "国", "各")
_FUNCTION = re.compile(r"(?:局|厅|委|部门|办)$")
_LONGEST_ELIDED = 8


def find_addressees(front: Front) -> int | None:
    """Index of the line of addressees; null where there is none."""
    for index, line in enumerate(front.lines[: front.reach]):
        if line.words.endswith(":") and _LINE.match(line.words) and _SOMEBODY.search(line.words):
            label = LABEL.match(line.words)
            if not (label and label["value"]):
                return index
    return None


def split_addressees(words: str) -> tuple[str, ...]:
    """The bodies of the line, each with the head that the list elides."""
    found: list[str] = []
    everywhere = ""  # 各省、自治区、直辖市…局，…厅: a list of places belongs to every addressee
    for run in re.split(r"[,;]", words.rstrip(": ")):
        pieces = _AFTER_A_BODY.split(run)
        head = _HEAD.match(pieces[0])
        for number, piece in enumerate(pieces):
            elided = len(piece) <= _LONGEST_ELIDED and not piece.startswith(_OWN_HEAD)
            if number and head and piece.startswith("各"):
                found.append(head["whose"] + piece)
            elif number and head and elided:
                found.append(head["whose"] + ("" if "各" in piece else head["each"]) + piece)
            else:
                found.append(everywhere + piece if elided and not head and _FUNCTION.search(piece) else piece)
        if head and "、" in head["each"]:
            everywhere = head["each"]
    return tuple(normalise(name) for name in found if name.strip())
