"""One document, two files: which texts are the same document, and which of two different texts may stand.

The same words in two files are one document with two sources. Different texts that claim one IRI (穗府〔2018〕2号 twice, with
other words) are never merged and never overwrite each other in silence: the one that stood stays, the newer waits and both are
reported, until `--replace` lets the newer take its place. A text that was replaced does not come back by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from graph.state import Entry, Kept, Result
from graph.survey import shown
from graph.words import Words

_CANDIDATES = (Result.READ, Result.WAITING, Result.REPLACED)


def settle(entries: Iterable[Entry], before: Mapping[str, Entry], *, replacing: bool) -> list[Entry]:
    """Gives every file whose records are good its result: its document stands, waits or was replaced."""
    settled: list[Entry] = []
    known = list(entries)
    settled.extend(entry for entry in known if entry.record is None)
    for document, claims in _claims(known).items():
        texts: dict[str, list[Entry]] = {}
        for entry in claims:
            texts.setdefault(entry.fingerprint, []).append(entry)
        standing = _standing(texts, before, document)
        if replacing and (newer := _newer(texts, standing, before)):
            settled.extend(_with_results(texts, newer, replaced=standing))
        else:
            settled.extend(_with_results(texts, standing, replaced=None))
    return sorted(settled, key=lambda entry: entry.path)


def documents(entries: Iterable[Entry], roots: Sequence[str]) -> tuple[Kept, ...]:
    """The documents that the graph holds, each with its files, in the order of their IRIs."""
    found = []
    for document, claims in sorted(_claims(entry for entry in entries if entry.holds).items()):
        chosen = claims[0]
        assert chosen.record is not None
        sources = sorted({shown(entry.path, roots) for entry in claims})
        found.append(Kept(chosen.record, document, tuple(sources), chosen.stale, chosen.marks))
    return tuple(found)


def _claims(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """The files that claim each document, usable ones first, then by path.

    Two loaders may read a title differently from the same words: the document of the first file counts for all of one text.
    """
    usable = sorted((entry for entry in entries if entry.record is not None), key=lambda entry: (entry.stale, entry.path))
    document: dict[str, str] = {}
    found: dict[str, list[Entry]] = {}
    for entry in usable:
        found.setdefault(document.setdefault(entry.fingerprint, entry.document), []).append(entry)
    return found


def _standing(texts: Mapping[str, list[Entry]], before: Mapping[str, Entry], document: str) -> str:
    """The text that stands: the one that stood, else the one whose file held the document, else the first by path."""

    def rank(fingerprint: str) -> tuple[int, str]:
        claims = texts[fingerprint]
        stood = [was for entry in claims if (was := before.get(entry.path)) and was.holds and was.document == document]
        if any(was.fingerprint == fingerprint for was in stood):
            return 0, claims[0].path
        if stood:
            return 1, claims[0].path
        replaced = any((was := before.get(entry.path)) and was.result is Result.REPLACED and was.fingerprint == fingerprint for entry in claims)
        return 3 if replaced else 2, claims[0].path

    return min(texts, key=rank)


def _newer(texts: Mapping[str, list[Entry]], standing: str, before: Mapping[str, Entry]) -> str | None:
    """The text that waits to replace the standing one; the last by path where several do."""
    waiting = [
        fingerprint
        for fingerprint, claims in texts.items()
        if fingerprint != standing
        and any(
            (was := before.get(entry.path)) is None or was.result is not Result.REPLACED or was.fingerprint != fingerprint
            for entry in claims
            if entry.result in _CANDIDATES
        )
    ]
    return max(waiting, key=lambda fingerprint: texts[fingerprint][-1].path) if waiting else None


def _with_results(texts: Mapping[str, list[Entry]], standing: str, replaced: str | None) -> list[Entry]:
    holder = texts[standing][0].path  # usable ones first
    settled = []
    for fingerprint, claims in texts.items():
        for entry in claims:
            if entry.result not in _CANDIDATES:  # what it said before stands, or has lost its place
                settled.append(entry if fingerprint == standing else replace(entry, record=None, fingerprint="", document=""))
            elif fingerprint == standing:
                settled.append(replace(entry, result=Result.READ, remarks=()))
            elif fingerprint == replaced or (replaced is None and entry.result is Result.REPLACED):
                words = Words(f"已被 {holder} 的文本取代", f"replaced by the text of {holder}")
                settled.append(replace(entry, result=Result.REPLACED, remarks=(words,)))
            else:
                words = Words(
                    f"与 {holder} 同一文号（或发文机关、标题、日期），但正文不同；如应以本文件为准，请用 build --replace",
                    f"claims the number (or issuer, title and date) of {holder} with a different text; if this one is to count, use build --replace",
                )
                settled.append(replace(entry, result=Result.WAITING, remarks=(words,)))
    return settled
