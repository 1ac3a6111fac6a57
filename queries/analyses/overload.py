"""Who leads far more than others in the same place: counts of tasks led, against their median. 市知识产权局 leads 27 where half lead 2 or fewer.

Agencies are compared within the documents of one jurisdiction (广州市), because a city's bureaus and the state's ministries have no common measure. The
score is Iglewicz and Hoaglin's: distance from the median in median absolute deviations, × .6745; above 3.5 is far. Where more than half lead
equally often, that deviation is zero, and the mean absolute deviation × 1.2533 takes its place, as they propose. A class (各区政府) leads as several at once:
it is listed, but neither counted into the median nor scored. With fewer agencies than `FEWEST` nothing is said.
"""

from __future__ import annotations

from collections import defaultdict
from statistics import median
from typing import TYPE_CHECKING

from queries.analyses import Found, Wanted
from queries.analyses.parts import AGENCY, SOURCES, Work, column, documents_of, drawn, most_telling, parts_in, together
from queries.engines import plain
from queries.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from queries.engines import Engine

FAR = 3.5
FEWEST = 5
"""Agencies of one jurisdiction that lead anything: of fewer, a median says little."""
COLUMNS = (
    column("jurisdiction", "辖区", "jurisdiction"),
    *AGENCY,
    column("leads", "牵头数", "leads"),
    column("among", "比较的机关数", "agencies compared"),
    column("median", "中位数", "median"),
    column("deviation", "中位绝对偏差", "median absolute deviation"),
    column("score", "偏离度", "score"),
    column("overloaded", "偏多", "overloaded"),
    *SOURCES,
)


def run(engine: Engine, wanted: Wanted) -> Found:
    """A row an agency and jurisdiction, the highest score first; those without a score last."""
    parts = parts_in(engine, wanted.documents)
    led: dict[str, dict[str, list[Work]]] = defaultdict(lambda: defaultdict(list))
    for task in parts.tasks:
        for uri, roles in task.parts.items():
            if "lead" in roles:
                led[task.jurisdiction][uri].append(task)
    found = []
    small = 0
    for jurisdiction, agencies in led.items():
        counts = [len(tasks) for uri, tasks in agencies.items() if parts.actors[uri].kind == "Agency"]
        enough = len(counts) >= FEWEST
        small += not enough
        middle, deviation = map(plain, spread(counts)) if enough else (None, None)
        for uri, tasks in agencies.items():
            actor = parts.actors[uri]
            far = score(len(tasks), counts) if enough and actor.kind == "Agency" else None
            over = None if far is None else far > FAR
            sample = most_telling(tasks)
            among = len(counts) if enough else None
            row = (
                jurisdiction or None,
                actor.name,
                actor.kind,
                len(tasks),
                among,
                middle,
                deviation,
                far,
                over,
                documents_of(tasks),
                sample.text,
                sample.quote,
            )
            found.append((far is None, -(far or 0), -len(tasks), jurisdiction, uri, row))
    remarks = []
    if small:
        zh = f"{small} 个辖区牵头的机关不足 {FEWEST} 个，只列数目，不比较"
        remarks.append(Wording(zh, f"in {small} jurisdictions fewer than {FEWEST} agencies lead anything: counted, not compared"))
    leads: dict[str, int] = defaultdict(int)
    for agencies in led.values():
        for uri, tasks in agencies.items():
            leads[uri] += len(tasks)
    return Found(COLUMNS, tuple(row for *_, row in sorted(found, key=lambda one: one[:-1])), drawn(together(parts), leads=leads), tuple(remarks))


def spread(counts: Sequence[int]) -> tuple[float, float]:
    """The median, and the median of the distances from it."""
    middle = median(counts)
    return middle, median(abs(count - middle) for count in counts)


def score(count: int, counts: Sequence[int]) -> float:
    """How far a count lies from the median, in deviations; below it, negative. 0 where all are equal."""
    middle, deviation = spread(counts)
    if deviation:
        return round(0.6745 * (count - middle) / deviation, 2)
    mean = sum(abs(one - middle) for one in counts) / len(counts)
    return round((count - middle) / (1.2533 * mean), 2) if mean else 0.0
