"""Which documents of the graph a person means: by number, by title, or by part of either, in either script and width.

穗府[2018]2号 is 穗府〔2018〕2号. What fits several documents means all of them, and the answer says which; what fits none gives
near titles and no rows. Nothing at all means every document that is not repealed or out of its time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from queries.agency_names import Found
from queries.engines import Engine
from queries.wording import Wording

PAST = ("repealed", "expired")
"""What a document's status is where it is left out unless asked for."""
_LISTED = 6
_BRACKETS = str.maketrans("[]【】()（）［］﹝﹞<>〈〉《》", "〔〕〔〕〔〕〔〕〔〕〔〕〔〕〔〕〔〕")
_ALL = """
MATCH (document:PolicyDocument)
RETURN document.uri AS uri, document.title AS title, document.notice_title AS notice_title, document.number AS number, document.status AS status
ORDER BY title, uri
"""
_PAST = "MATCH (document:PolicyDocument) WHERE document.status IN $past RETURN count(document) AS past"


@dataclass(frozen=True, slots=True)
class Known:
    """A document of the graph, and its names as they are compared."""

    uri: str
    name: str
    number: str
    titles: tuple[str, ...]
    past: bool
    """Repealed or out of its time."""


def find_documents(engine: Engine, asked: str, *, repealed: bool = True) -> Found:
    """The documents that a number, a title or a part of one means; with nothing asked, those in force, or with `repealed` all."""
    known = known_documents(engine)
    if not asked.strip():
        return Found([one.uri for one in known if repealed or not one.past])
    from grammar.shadow import normalise

    asked = asked.strip()
    name = _compared(normalise(asked[1:-1] if asked[:1] == "《" and asked[-1:] == "》" else asked))
    found = [one for one in known if asked == one.uri or name == one.number or name in one.titles]
    if found:
        uris = [one.uri for one in found]
        return Found(uris) if len(found) == 1 else Found(uris, (_meaning(asked, found),))
    found = [one for one in known if name in one.number or any(name in title for title in one.titles)]
    if not found:
        return Found([], (_nothing(asked, name, known),))
    return Found([one.uri for one in found], (_meaning(asked, found),))


def left_out(engine: Engine) -> tuple[Wording, ...]:
    """What is to be said where documents that are repealed or out of their time do not stand in an answer."""
    if "past" not in engine.kept or not engine.keeps:
        engine.kept["past"] = engine.run(_PAST, {"past": list(PAST)}).rows
    [[count]] = engine.kept["past"]
    if not count:
        return ()
    zh = f"已废止或已过有效期的 {count} 份文件没有列入；要列入请加 --include repealed"
    return (Wording(zh, f"{count} documents that are repealed or out of their time are left out; --include repealed lists them too"),)


def known_documents(engine: Engine) -> list[Known]:
    """Every document of the graph."""
    if "documents" not in engine.kept or not engine.keeps:
        documents = []
        for uri, title, notice_title, number, status in engine.run(_ALL, {}).rows:
            titles = tuple(_compared(str(one)) for one in (title, notice_title) if one)
            documents.append(Known(str(uri), str(title or notice_title or number or uri), _compared(str(number or "")), titles, status in PAST))
        engine.kept["documents"] = documents
    found: list[Known] = engine.kept["documents"]
    return found


def _compared(text: str) -> str:
    """All brackets alike, no white space: as numbers and titles are compared."""
    return re.sub(r"\s+", "", text).translate(_BRACKETS)


def _meaning(asked: str, found: list[Known]) -> Wording:
    names = [one.name for one in found[:_LISTED]]
    more = len(found) - len(names)
    zh = "".join(f"《{name}》" for name in names) + (f"等 {len(found)} 份" if more else "")
    en = ", ".join(f"《{name}》" for name in names) + (f" and {more} more" if more else "")
    return Wording(f"“{asked}”指：{zh}", f"“{asked}” means: {en}")


def _nothing(asked: str, name: str, known: list[Known]) -> Wording:
    from difflib import get_close_matches

    forms = {form: one.name for one in known for form in (*one.titles, one.number) if form}
    near = list(dict.fromkeys(forms[form] for form in get_close_matches(name, list(forms), n=3, cutoff=0.3)))
    if not near:
        return Wording(f"图中没有文号或标题含“{asked}”的文件", f"no document has “{asked}” in its number or title")
    listed = "".join(f"《{one}》" for one in near)
    return Wording(f"图中没有文号或标题含“{asked}”的文件，相近的有：{listed}", f"no document has “{asked}” in its number or title; near it: {listed}")
