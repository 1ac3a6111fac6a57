"""The verb that corrects: `correct 示府〔2025〕6号 --words 市财政局 --kind assignment --says role=support --by 张三`.

It writes one file into the workspace's `corrections` folder, after it has tried the correction on the document: words that are not
there, values that a record does not take, and what the rules say already are refused with the next step. `build` applies it.
"""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import unquote

import typer

from policygraph import console
from policygraph.command import settings_of
from policygraph.messages import told
from policygraph.settings import WrongUseError
from queries.wording import Wording

if TYPE_CHECKING:
    from graph.workspace import Workspace
    from ontology.records import Extraction


def correct(
    context: typer.Context,
    document: Annotated[str, typer.Argument(metavar="DOCUMENT")],
    words: Annotated[str, typer.Option("--words", metavar="QUOTE")],
    start: Annotated[int | None, typer.Option("--start", metavar="N")] = None,
    kind: Annotated[str | None, typer.Option("--kind", metavar="KIND")] = None,
    says: Annotated[list[str] | None, typer.Option("--says", metavar="FIELD=VALUE")] = None,
    nothing: Annotated[bool, typer.Option("--nothing")] = False,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME")] = None,
    why: Annotated[str, typer.Option("--why", metavar="TEXT")] = "",
) -> int:
    settings = settings_of(context)
    from graph.applying import Fate, apply, kinds_resting_on
    from graph.corrections import KINDS, Correction, read_corrections, surroundings, write_correction
    from graph.dates import today
    from graph.workspace import Workspace

    place = Workspace(settings.workspace)
    if bool(says) == nothing:
        raise WrongUseError(told("correct.says_what"), "correct")
    if kind is not None and kind not in KINDS:
        raise WrongUseError(told("usage.choice", given=kind, choices="、".join(KINDS)), "correct")
    uri, extraction = _document(place, document)
    at = _start(extraction.text, words, start)
    if kind is None:
        found = kinds_resting_on(extraction, (at, at + len(words)))
        if len(found) != 1:
            raise WrongUseError(told("correct.which_kind", kinds="、".join(found or KINDS)), "correct")
        [kind] = found
    values = None if nothing else dict(_value(one) for one in says or ())
    around = surroundings(extraction.text, at, words)
    one = Correction("", unquote(uri), kind, words, at, values, by or getpass.getuser(), today(), why, *around)
    *_, (_, fate, told_why) = apply(extraction, uri, (*read_corrections(place)[0], one)).fates
    if fate is not Fate.APPLIED:
        raise WrongUseError(_refused(Wording(told_why.zh, told_why.en)), "correct")
    console.remark(settings, told("corrected", path=write_correction(place, one)))
    return 0


def _refused(why: Wording) -> Wording:
    return Wording(told("correct.refused", why=why.zh).zh, told("correct.refused", why=why.en).en)


def _document(place: Workspace, asked: str) -> tuple[str, Extraction]:
    """The one document that was named, with its records as the rules read them."""
    from graph.applying import concerns
    from graph.corrections import Correction
    from graph.state import load_state

    naming = Correction("", asked, "document", "", 0, None, "", "")
    found: dict[str, Any] = {}
    for kept in load_state(place).documents:
        extraction = place.load_record(kept.record)
        if extraction is not None and concerns(naming, extraction, kept.document):
            found[kept.document] = extraction
    if len(found) > 1:
        raise WrongUseError(told("correct.several_documents", document=asked, iris="、".join(map(unquote, found))), "correct")
    if not found:
        raise WrongUseError(told("correct.no_document", document=asked), "correct")
    return next(iter(found.items()))


def _start(text: str, words: str, given: int | None) -> int:
    """Where the words stand; refuses words that are not there, or are there more than once and nobody says which."""
    starts = []
    at = text.find(words) if words else -1
    while at >= 0:
        starts.append(at)
        at = text.find(words, at + 1)
    if not starts:
        raise WrongUseError(told("correct.no_words", words=words), "correct")
    if given in starts:
        return int(given)
    if given is not None or len(starts) > 1:
        raise WrongUseError(told("correct.several_words", words=words, starts="、".join(map(str, starts))), "correct")
    return starts[0]


def _value(written: str) -> tuple[str, object]:
    """`role=support`, `funders=[市财政, 省财政]`, `unit=null`, `valid={from: 2026-01-01, to: null}`."""
    import yaml

    from graph.corrections import plain_value

    name, equals, value = written.partition("=")
    if not equals or not name.strip():
        raise WrongUseError(told("correct.says_what"), "correct")
    if value[:1] in ("[", "{"):
        try:
            return name.strip(), plain_value(yaml.load(value, Loader=yaml.BaseLoader))  # noqa: S506  makes texts only
        except yaml.YAMLError as error:
            raise WrongUseError(told("usage.invalid", what="--says", message=value), "correct") from error
    return name.strip(), plain_value(value)
