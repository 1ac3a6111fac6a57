"""People's own names of agencies: a table beside the one that comes with the program, kept in the workspace.

    示例市大数据和政务局<tab>示例市数政局,市数政局

`build --names FILE` keeps it as `names.tsv`; from then on documents are read and agencies are looked up with it. A line without a tab
is refused with its number.
"""

from __future__ import annotations

from pathlib import Path

from ontology.agencies import learn
from queries.errors import NamesError


def names_file(workspace: Path) -> Path:
    return workspace / "names.tsv"


def learn_names(workspace: Path) -> str:
    """Makes the workspace's names hold, and gives what tells them from others: empty where there are none."""
    file = names_file(workspace)
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    learn(text)
    if not text:
        return ""
    from hashlib import sha256

    return sha256(text.encode()).hexdigest()[:8]


def checked_names(path: Path) -> str:
    """The text of a table of names; raises `NamesError` with the line that cannot be read."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise NamesError(
            f"--names {path}：读不了（{error}），应为 UTF-8 文本", f"--names {path}: cannot be read ({error}); it must be a text in UTF-8"
        ) from error
    for number, line in enumerate(text.splitlines(), 1):
        full, tab, shorts = line.partition("\t")
        if line and not line.startswith("#") and not (tab and full.strip() and shorts.strip()):
            raise NamesError(
                f"--names {path}:{number}：读不懂“{line}”，应为 全称⇥简称,简称（中间是制表符）",
                f"--names {path}:{number}: cannot read {line!r}; write full<tab>short,short",
            )
    return text
