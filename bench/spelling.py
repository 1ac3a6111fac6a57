"""Two spellings of the same words: what an answer and an extraction are reduced to before they are compared.

市財政局（市國資委） and 市财政局(市国资委) are the same name, 广州市发展和改革委员会 and 广州市发展改革委 the same agency.
Refuses to guess beyond that: 工商局 and 市场监管局 stay two agencies, whatever a reform made of them.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from opencc import OpenCC

_FOLD = str.maketrans("（），：；［］【】﹝﹞〈〉", "(),:;[][][]<>")
_STOPS = "。;,:、."
_SUFFIX = r"(?=委员会|办公室|委|局|厅|部|办)"
# Cut short after the names of the ontology, in this order: 管理委员会 before 委员会.
_ENDINGS = (
    ("各地级以上市政府", "各市"),
    ("管理委员会", "管委会"),
    ("共青团", "团"),
    ("委员会", "委"),
    ("国家", ""),
)


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


@cache
def normalise(text: str) -> str:
    """Simplified script, half-width brackets and separators, no white space."""
    return re.sub(r"\s+", "", _converter().convert(text).translate(_FOLD))


def without_end(text: str) -> str:
    """Normalised, without the stops and separators at its end: a task is the same with and without its full stop."""
    return normalise(text).rstrip(_STOPS)


@cache
def _shortenings() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Full name → short name, longest first, from the table of standard agencies."""
    pairs: list[tuple[str, str]] = []
    for line in files("ontology").joinpath("agencies.tsv").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        full, _, shorts = line.partition("\t")
        spellings = [full, *filter(None, shorts.split(","))]
        shortest = min(spellings, key=len)
        pairs += [(spelling, shortest) for spelling in spellings if spelling != shortest]
    pairs.sort(key=lambda pair: -len(pair[0]))
    return tuple((re.compile(re.escape(full).replace(re.escape("~"), _SUFFIX)), short.replace("~", "")) for full, short in pairs)


@cache
def agency_key(name: str) -> str:
    """What two spellings of one agency have in common: no brackets, short forms, a city without its province in front."""
    key = re.sub(r"[\[\]〔〕<>《》()]", "", normalise(name))
    for pattern, short in _shortenings():
        key = pattern.sub(short, key)
    for full, short in _ENDINGS:
        key = key.replace(full, short)
    return re.sub(r"^[^省市]{2,3}省(?=[^省市]{1,8}市)", "", key)
