"""IRIs: the name under which a thing stays the same, whatever is loaded before or after it.

A document is its 发文字号 (穗府〔2018〕2号), else issuer, title and date; a task is its document, its path and its ordinal within
that path; an agency is the code of its place and its full function (440100, 知识产权局). What stays unknown is never merged on
a guess: a bare 市财政局 in a document without a jurisdiction is an agency of that document alone. Everything that is not
plain ASCII is percent-encoded, so that there is one way of writing each IRI, the one that HTTP sends.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from urllib.parse import quote

from ontology import agencies
from ontology.places import Place, bare_names, by_code, split_place, written
from ontology.records import DocumentFields

BASE = "https://policygraph.example/"
"""Where a workspace's things live unless `--base` says otherwise."""

STATE = "中国"
"""The jurisdiction of documents of the central state."""

_OWN_NUMBER = re.compile(r"(?![政府办发函字委厅党]+〔)[\u4e00-\u9fff]{2,}〔\d{4}〕第?\d+号")
"""Names its issuer; 办发〔2021〕15号 lost the word that says whose it is, and 2018年第5号 has none."""
_LEVEL = re.compile(r"(?:特别行政区|自治区|自治州|自治县|自治旗|地区|省|市|区|县|州|盟|旗)$")
_STATE_BODY = re.compile(r"(?:国家|(?!国|中|全))[^局委]+(?:局|委|委员会)")
_LEVEL_WORD = re.compile(r"省(?!级)|市(?!场|政工|政公)|区(?!块|域)|县(?!域)|镇|乡|州|旗")
_NATIONWIDE = ("国", "中", "全国")
_OTHER_FULL_NAMES = {
    "国家气象局": "中国气象局",
    "国家地震局": "中国地震局",
    "国家民航局": "中国民用航空局",
    "国有资产监督管理委员会": "国务院国有资产监督管理委员会",
}
"""Bodies of the central state whose full name is not 国家 and their function."""


_WIDTHS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


@lru_cache(maxsize=100_000)
def segment(text: str) -> str:
    """A piece of text as one segment of an IRI: 知识产权局 → %E7%9F%A5…; no white space, one width; ① stays other than 1."""
    return quote(re.sub(r"\s+", "", text).translate(_WIDTHS), safe="()")


def fingerprint(text: str) -> str:
    """The same for two files that hold the same words: white space and widths do not count."""
    return sha256(re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).encode()).hexdigest()


def document_uri(base: str, document: DocumentFields, text: str) -> str:
    """By number; a number that does not name its issuer (2018年第5号) has the issuer in front; else issuer, title and date.

    Where neither issuer nor jurisdiction is known, a title alone could be anybody's: the fingerprint of the text is added.
    """
    issuers = "、".join(document.issuers) or document.jurisdiction or ""
    if document.number and (issuers or _OWN_NUMBER.fullmatch(document.number)):
        key = document.number if _OWN_NUMBER.fullmatch(document.number) else f"{issuers}-{document.number}"
        attachment = _attachment(document.title)
        key = f"{key}-{attachment}" if attachment else key
    else:
        given = [issuers, document.number or "", document.title or "", document.date or ""]
        if not issuers or not document.title:
            given.append(fingerprint(text)[:16])
        key = "-".join(filter(None, given))
    return f"{base}id/document/{segment(key)}"


def _attachment(title: str | None) -> str:
    """附件2 where a file that holds an attachment alone says so in its title: it shares its notice's number."""
    found = re.match(r"附件[0-9一二三四五六七八九十]*", title or "")
    return found[0] if found else ""


def task_uri(document: str, path: Sequence[str], ordinal: int) -> str:
    """The document, the numbers of the headings as printed, and which of the tasks under them."""
    return "/".join([document, "task", *(segment(number) or "-" for number in path), str(ordinal)])


def assignment_uri(task: str, agency: str, ordinal: int) -> str:
    """The task and the agency's name; an ordinal from 2 on where one task names it more than once."""
    named = f"{task}/assignment/{segment(agency)}"
    return named if ordinal == 1 else f"{named}/{ordinal}"


def part_uri(above: str, folder: str, names: Sequence[str], ordinal: int) -> str:
    """Anything else that a document (or a task) states: what it is of, how its headings or names go, and which of them."""
    return "/".join([above, folder, *(segment(name) or "-" for name in names), str(ordinal)])


def omission_uri(document: str, ordinal: int) -> str:
    return f"{document}/omission/{ordinal}"


def names_issuer(number: str) -> bool:
    """Whether a number is one document's alone: 穗府〔2018〕2号 is, 2018年第5号 is anybody's."""
    return bool(_OWN_NUMBER.fullmatch(number))


def cited_uri(base: str, number: str, title: str) -> str:
    """A document that others name and the collection does not hold: by its number, else by title and what number it has."""
    key = number if names_issuer(number) else "-".join(filter(None, (title, number)))
    return f"{base}id/cited/{segment(key) or '-'}"


def place_uri(base: str, place: Place) -> str:
    return f"{base}id/place/{place.code}"


def file_uri(base: str, digest: str) -> str:
    """A file, by the SHA-256 of its bytes."""
    return f"{base}id/file/{segment(digest)}"


def reading_uri(base: str, digest: str, rules: str) -> str:
    """The reading of a file by one version of the rules: the same whenever it is done, so no time is part of it."""
    return f"{base}id/reading/{segment(digest)}/{segment(rules)}"


def software_uri(base: str, rules: str) -> str:
    """The program, by the version of its rules."""
    return f"{base}id/software/{segment(rules)}"


def build_uri(base: str, build: str) -> str:
    return f"{base}id/build/{segment(build)}"


def document_graph(document: str) -> str:
    """The named graph that holds what one document says."""
    return f"{document}/graph"


def shared_graph(base: str) -> str:
    """The named graph of agencies, places and whatever else documents share."""
    return f"{base}id/graph/shared"


def provenance_graph(base: str) -> str:
    """The named graph that says which build wrote the dataset, and when: the only one with times of its making."""
    return f"{base}id/graph/provenance"


@dataclass(frozen=True, slots=True)
class AgencyIdentity:
    """What a completed name comes down to: whose body it is, and which."""

    kind: str
    """`Agency`, or `AgencyClass` for several bodies of a kind (广州市各区政府)."""
    place: Place | None
    level: str
    """The level word of its place (市), 国家 for bodies of the central state, else empty."""
    function: str
    """The full form of the name without its place: 发展和改革委员会."""
    short_name: str
    """As documents of its own place call it: 市发展改革委."""
    full_name: str
    """With its place: 广州市发展和改革委员会."""
    local: bool
    """Known within its document only."""

    def uri(self, base: str, document: str) -> str:
        folder = "agency" if self.kind == "Agency" else "agency-class"
        if self.local:
            return f"{document}/{folder}/{segment(self.function)}"
        if self.place:
            return f"{base}id/{folder}/{self.place.code}/{segment(self.function)}"
        return f"{base}id/{folder}/{segment(self.full_name)}"


@lru_cache(maxsize=100_000)
def agency_identity(name: str, jurisdiction: str | None, unresolved: bool = False, issuer: bool = False) -> AgencyIdentity:
    """Which agency a completed name means in a document of that jurisdiction."""
    kind = "AgencyClass" if not issuer and agencies.is_class(name) else "Agency"
    found, rest = split_place(name)
    place = by_code()[found.code] if found else None  # under its name in force
    if unresolved:
        return AgencyIdentity(kind, None, "", name, name, name, local=True)
    if place and rest:
        level = _level(place)
        full = agencies.full_name(rest)
        return AgencyIdentity(kind, place, level, full, level + rest, written(place) + full, local=False)
    if _STATE_BODY.fullmatch(name) and (name.startswith("国家") or (jurisdiction == STATE and not _names_a_place(name))):
        function = _full_function(name.removeprefix("国家"))
        if other := _OTHER_FULL_NAMES.get("国家" + function):
            return AgencyIdentity(kind, None, "", other, name, other, local=False)
        return AgencyIdentity(kind, None, "国家", function, name, "国家" + function, local=False)
    under = "国务院" if name.startswith("国务院") else ""
    full = under + agencies.full_name(name.removeprefix(under))
    if jurisdiction == STATE:
        full = _OTHER_FULL_NAMES.get(full, full)
    local = bool(_LEVEL_WORD.match(name)) or (jurisdiction is None and not name.startswith(_NATIONWIDE))
    return AgencyIdentity(kind, None, "", full, name, full, local=local)


def _full_function(name: str) -> str:
    """Of a body of the central state, without 国家: 市场监管总局 → 市场监督管理总局."""
    if name.endswith("总局"):
        return agencies.full_name(name[:-2] + "局").removesuffix("局") + "总局"
    return agencies.full_name(name).removeprefix("国家")


def _names_a_place(name: str) -> bool:
    """安徽证监局 in a document of the state is no body of the whole country."""
    return any(name[:length] in bare_names() for length in range(2, 6))


def _level(place: Place) -> str:
    found = _LEVEL.search(place.name)
    return found[0] if found else ""
