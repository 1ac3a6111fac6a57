"""The examples beside the rules of the grammar, `grammar/<rule>.examples.yaml`: how they are written, and how what is read is put in the same words.

A file is a list of examples. Each has an `id`, its input, and **everything** that is read from it, worked out by reading:

    - id: lead-and-support                  # a name within the file
      signed: 示例市人民政府                  # a document of this body, around `text`: a title, the text, signature and date
      text: |                               # without `signed`: the whole text of a document
        1．建设平台。（市科技局牵头，各区政府等配合）
      table: [[任务, 责任单位], [建网站, 市科技局]]   # after the text; a cell may be {words: …, rows: 2, columns: 3}
      tasks:                                # none: `tasks: []`
        - path: "1"
          text: 建设平台。
          clause: (市科技局牵头,各区政府等配合)        # left out where the task has none
          assignments:
            - lead: 示例市科技局 < 市科技局            # role: agency < the words that name it (left out where they are the same)
            - support: 示例市各区政府 < 各区政府        # … | implied, … | no-jurisdiction (why it is unresolved)
          open_ended: true                  # left out where false
      omissions:                            # left out where there are none
        - general: 各有关部门要密切配合。

`⇥` in a text is a tab. Files of smaller rules have another input and say what that rule gives; `example_readers.READERS` names them all.
What the program does not yet read as it should carries `known: <name of the fault>` and `reason: …`: its test must fail until it does.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

import yaml

from grammar.extraction import extract
from loaders import Document, from_text
from ontology.records import Extraction

GRAMMAR = Path(__file__).parents[2] / "grammar"
ENDING = ".examples.yaml"

Example = Mapping[str, Any]

CONVENTIONS = ("bracketed", "clause_lines", "duties", "governing", "line_tables", "running", "standing", "task_tables")
"""The files that read one way of stating who does a task."""

OF_ITS_OWN_NOTHING = {
    "__init__": "names the two verbs",
    "drafts": "the shape of a task to be",
    "copies": "what `tasks`, `targets` and `funding` read twice on a page",
    "stated": "the shapes of records to be",
    "lost_breaks": "where `outlining` breaks a line that lost its breaks",
    "units": "the units that `quantities` reads",
    "grant_words": "what a grant is called, for `funding`, `provided` and `funders`",
    "goals": "judges the numbers that `targets` reads",
    "numbered": "every number with its sentence and its clause",
    "refusals": "the reasons that `number_omissions` gives",
    "deadlines": "by when the numbers of `targets` are to be reached",
    "extraction": "the way through the other files",
    "moments": "the points in time that `dates` reads",
    "stage_lines": "the stages that `phases` finds by their own words",
    "time_words": "the patterns that `dates` reads with",
    "front": "the lines that the files of the head read",
    "tasks": "drafts as records",
    "version": "the version of the rules",
    "view": "one document as all rules see it",
}
"""Files of the grammar that read no statement themselves, and what they are."""

HEAD_FIELDS: Mapping[str, tuple[str, ...]] = {
    "head": ("title", "notice_title", "number", "issuers", "date", "addressees", "period", "jurisdiction"),
    "flat": ("title", "notice_title", "number", "issuers", "date", "addressees"),
    "titles": ("title", "notice_title"),
    "period": ("period",),
    "document_number": ("number",),
    "addressees": ("addressees",),
    "signature": ("issuers", "date"),
    "marks": ("marks",),
}
"""The files that read fields of the document's description, and which."""


@cache
def examples_of(rule: str) -> tuple[Example, ...]:
    """The examples of a file of the grammar; none where it has no file of examples."""
    path = GRAMMAR / f"{rule}{ENDING}"
    return tuple(yaml.safe_load(path.read_text(encoding="utf-8"))) if path.exists() else ()


def document_of(example: Example) -> Document:
    """The document of an example: its text alone, or within the head and the signature of the body that signs it."""
    text = str(example.get("text", "")).replace("⇥", "\t")
    if not (signer := example.get("signed")):
        return from_text(text)
    title = example.get("title", f"{signer}关于做好示例工作的实施意见")
    closing = f"{signer}\n2025年3月10日"
    if not (table := example.get("table")):
        return from_text(f"{title}\n\n{text}\n{closing}\n")
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in (title, *text.splitlines()))
    rows = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in table)
    signature = "".join(f"<p>{line}</p>" for line in closing.splitlines())
    return from_text(f"<!DOCTYPE html><html><body>{paragraphs}<table>{rows}</table>{signature}</body></html>", page=True)


def _cell(cell: str | int | Mapping[str, Any]) -> str:
    if not isinstance(cell, Mapping):
        return f"<td>{cell}</td>"
    return f'<td rowspan="{cell.get("rows", 1)}" colspan="{cell.get("columns", 1)}">{cell["words"]}</td>'


def extraction_of(example: Example) -> Extraction:
    """All that is read from the document of an example."""
    return extract(document_of(example))


def yields_nothing(example: Example) -> bool:
    """Whether an example states that no body is given a task."""
    return not any(task.get("assignments") for task in example.get("tasks", []))
