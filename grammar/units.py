"""Units that a number may have, and what kind of thing each measures: 元, %, 家, 亩, 个工作日, 倍."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import cache


class Measure(Enum):
    """What kind of thing a unit measures."""

    MONEY = auto()
    SHARE = auto()
    MULTIPLE = auto()
    TIME = auto()
    EXTENT = auto()
    """Land, length, weight, power, width of a line: 亩, 公里, 吨, 千瓦, 兆."""
    RANK = auto()
    COUNT = auto()


_UNITS = {
    Measure.SHARE: "个百分点|百分点|%|‰",
    Measure.MULTIPLE: "倍",
    Measure.MONEY: "元人民币|人民币|美元|欧元|港元|日元|元",
    Measure.TIME: "个工作日|工作日|个自然日|个小时|小时|分钟|个月|个季度|个年度|周年|学年|学时|年|周岁|岁|周|天(?![然津气线台山水河府马麻])|日(?=[以之]?内)",
    Measure.EXTENT: (
        "平方公里|平方千米|平方米|立方米|公里|千米|海里|米|公顷|亩次|亩|吨标准煤|吨标煤|吨公里|吨|担(?![保当任负架心忧])|公斤|千克|斤|毫克|微克|克|千瓦时|千瓦|兆瓦|瓦|千伏安|千伏|度电|标准?箱|升"
        "|GWh|MWh|kWh|GW|MW|TEU|EF[Ll][Oo][Pp][Ss]|PF[Ll][Oo][Pp][Ss]|Gbps|Mbps|G(?=[,。;])|兆(?![瓦欧帕赫]|字节)"
    ),
    Measure.COUNT: (
        "人次|人日|家次|户次|件次|场次|班次|架次|台套|台\\(套\\)|头只|个床位|张床位|床位|个|家|名|人|位|项|件|户|所|座|处|条|批次|批|次|场|期|套|台|辆|艘|架|支|只|头|羽|张|种|类"
        "|篇|部(?!门|委|分|署)|册|例|款|片(?!区)|幢|栋|间|门(?!类)|株|棵|盏|宗|笔|班|轮|颗|块|队|团|股|课时(?!费)|眼|口(?=[井,。;、])|份|起(?=[,。;、以])|根|枚|尾|分(?=左右|以上|以内|[,。;])|万"
    ),
}
_MEASURES = [(measure, re.compile(units)) for measure, units in _UNITS.items()]
FIRST_OF_UNITS = "".join(name[0] for units in _UNITS.values() for name in units.split("|") if name[0] != "(")
"""What may follow a number at once, for a quick look."""
UNIT = f"(?=[{FIRST_OF_UNITS}])(?:{'|'.join(_UNITS.values()).replace('|万', '')})"


@cache
def measure_of(unit: str) -> Measure:
    """What kind of thing a unit measures."""
    return next((measure for measure, pattern in _MEASURES if pattern.fullmatch(unit)), Measure.TIME if unit == "日" else Measure.COUNT)
