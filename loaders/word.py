"""A .docx as lines and tables: finds the parts of the package, reads them without entities or network, hands the body to `loaders.word_body`.

The file is the documented format of Office (ISO 29500), which lxml parses; nothing of it is run, fetched or unpacked to disk. A document that holds only
pictures of pages is refused by name.
"""

from __future__ import annotations

import posixpath
from typing import Any, TypeAlias

from lxml import etree

from loaders.archive import Archive, damaged, hostile, open_package
from loaders.composing import Composed, Composer
from loaders.document import Remark
from loaders.errors import NoTextLayerError, Words
from loaders.word_body import Body
from loaders.word_markup import local, value
from loaders.word_numbering import read_numbering
from loaders.word_styles import read_styles
from loaders.word_tables import Line

Element: TypeAlias = Any  # lxml carries no types

_TOLD = (
    (("{*}ins", "{*}del", "{*}moveFrom", "{*}moveTo"), Remark("有修订，按全部接受来读", "it has tracked changes, read as if all were accepted", unread=False)),
    (("{*}commentReference",), Remark("有批注，不在文字之内", "it has comments, which are not in the text", unread=False)),
)


def parse(archive: Archive, name: str) -> Element:
    """The root of a part; refuses declarations of entities, whatever encoding hid them from the first look."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = etree.fromstring(archive.read(name), parser)
    except etree.XMLSyntaxError as error:
        raise damaged(archive.path, f"“{name}”不是合格的 XML（{error.msg}）"[:200], f"“{name}” is no sound XML ({error.msg})"[:200]) from error
    if root.getroottree().docinfo.doctype:
        raise hostile(archive.path, f"“{name}”里有 DOCTYPE", f"“{name}” in it declares a DOCTYPE")
    return root


def targets(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """What a part of the package leads to: by identifier the kind and the name."""
    folder, name = posixpath.split(part)
    links = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, tuple[str, str]] = {}
    if not archive.has(links):
        return found
    for element in parse(archive, links):
        if local(element) == "Relationship" and value(element, "TargetMode") != "External":
            target = value(element, "Target") or ""
            whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[value(element, "Id") or ""] = ((value(element, "Type") or "").rpartition("/")[2], whole)
    return found


def _part(archive: Archive, links: dict[str, tuple[str, str]], kind: str) -> Element | None:
    name = next((name for found, name in links.values() if found == kind), None)
    return parse(archive, name) if name and archive.has(name) else None


def read(data: bytes, path: str) -> Composed:
    """The document in the bytes of a .docx."""
    archive = open_package(data, path)
    main = next((name for kind, name in targets(archive, "").values() if kind == "officeDocument"), "word/document.xml")
    root = parse(archive, main)
    links = targets(archive, main)
    body = Body(read_numbering(_part(archive, links, "numbering")), read_styles(_part(archive, links, "styles")))
    content = next((one for one in root if local(one) == "body"), None)
    if content is None:
        raise damaged(path, "没有正文", "it has no body")
    body.blocks(content)
    if body.carried:
        body.write(body.carried)
    _notes(archive, links, body)
    for tags, remark in _TOLD:
        if next(content.iter(*tags), None) is not None:
            body.remarks.append(remark)
    return _composed(body, path)


def _notes(archive: Archive, links: dict[str, tuple[str, str]], body: Body) -> None:
    """Footnotes and endnotes after the document, in the order in which it refers to them."""
    wanted, body.notes = body.notes, []
    for kind in ("footnote", "endnote"):
        numbers = [number for found, number in wanted if found == kind]
        root = _part(archive, links, f"{kind}s") if numbers else None
        if root is None:
            continue
        notes = {value(one, "id"): one for one in root}
        for number in dict.fromkeys(numbers):
            if number in notes:
                body.blocks(notes[number])


def _composed(body: Body, path: str) -> Composed:
    if not body.lines and body.pictures:
        reason = Words(f"文档里只有 {body.pictures} 张图片，没有文字", f"it holds {body.pictures} pictures and no text")
        raise NoTextLayerError(
            path, reason, Words("请先识别成文字（OCR），存为 .txt 或 .docx 后再读", "Recognise its words (OCR) and save them as .txt or .docx")
        )
    composer = Composer()
    waiting: list[Line] = []
    for line in [*body.lines, None]:
        if waiting and (line is None or line.table is not waiting[0].table):
            if waiting[0].table is not None:
                composer.table(waiting[0].table, [row.place for row in waiting])
            waiting = []
        if line is None:
            break
        if line.table is None:
            composer.line(line.text, (0, line.place))
        else:
            waiting.append(line)
    composer.remarks = body.remarks
    return composer.composed()
