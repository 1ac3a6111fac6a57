"""The door: what the command line does, as verbs of Python. Nothing imports it; nothing heavy is imported before it is used.

    from policygraph import load, extract, build, ask, analyse, network

    extract(load("方案.txt"))                                         # records, with the words of the document
    build(["文件夹"], workspace="我的图")
    ask("我的图", "tasks-led-by", {"agency": "市知识产权局"}).rows
    analyse("我的图", "together").network                             # a networkx graph; network("我的图") is the whole

The folders of the program are packages of their own (`graph`, `grammar` …). Where another `graph` comes first on the path, a
folder beside a notebook, say, the import is refused with a word on what to rename.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from grammar import extract as extract
    from loaders import load as load
    from policygraph.pipeline import build as build
    from queries.analyses import analyse as analyse
    from queries.analyses import network as network
    from queries.answering import ask as ask

__all__ = ["analyse", "ask", "build", "extract", "load", "network"]

FOLDERS = ("queries", "graph", "grammar", "loaders", "ontology")
_HOMES = {
    "load": "loaders",
    "extract": "grammar",
    "build": "policygraph.pipeline",
    "ask": "queries.answering",
    "analyse": "queries.analyses",
    "network": "queries.analyses",
}


def _refuse_strangers() -> None:
    """Raises `ImportError` where one of the five folders would be taken from another place than this one."""
    import sys
    from importlib.machinery import PathFinder
    from pathlib import Path

    here = Path(__file__).resolve().parent.parent
    for folder in FOLDERS:
        loaded = sys.modules.get(folder)
        spec = loaded.__spec__ if loaded else PathFinder.find_spec(folder)
        origin = spec.origin if spec else None
        places = [Path(place) for place in (spec.submodule_search_locations or ())] if spec else []
        if origin and Path(origin).resolve().parent == here / folder:
            continue
        found = origin or (places[0] if places else "—")
        raise ImportError(
            f"policygraph 需要自己的 {folder} 包（应在 {here / folder}），却先找到了 {found}。请给那个文件或文件夹改名，或换一个目录运行。"
            f" / policygraph needs its own package {folder} (in {here / folder}), but {found} comes first. Rename that file or folder, or run elsewhere."
        )


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'policygraph' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


_refuse_strangers()
