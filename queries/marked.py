"""Documents with a 密级 or 内部 mark: nothing of a graph that holds one is shown, exported or published without the word `--allow-marked`.

    秘密★1年 on 穗示〔2026〕1号     "图中有 1 份标有密级或内部标识的文件……"

The whole is refused and not a part of it: rows that are left out in silence would look like an answer.
"""

from __future__ import annotations

from typing import NoReturn

from queries.engines import Engine
from queries.errors import MarkedError

_MARKED = "MATCH (document:PolicyDocument) WHERE size(document.marks) > 0 RETURN document.uri AS uri"


def refuse_marked(engine: Engine) -> None:
    """Raises `MarkedError` where the graph that the engine asks holds a marked document."""
    count = engine.kept.get("marked") if engine.keeps else None
    if count is None:
        count = engine.kept["marked"] = len(engine.run(_MARKED, {}).rows)
    if count:
        refuse(count)


def refuse(count: int) -> NoReturn:
    """The one thing that is said about them, with the next step."""
    raise MarkedError(
        f"图中有 {count} 份标有密级或内部标识的文件，不给出；确可给出时请加 --allow-marked，或再运行 build（不加 --allow-marked）把它们去掉",
        f"the graph holds {count} documents with a mark of secrecy: nothing is given. Where it may be, add --allow-marked; build without it takes them out",
    )
