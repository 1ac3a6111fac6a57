"""Fills an empty, stopped Neo4j through its own import tool: for graphs that are too large to publish row by row.

    bulk(documents, Path("/var/lib/neo4j"), "neo4j")

Refuses a store that runs, and one in which a node was ever written: "…/neo4j：库里已有数据". The tool is the one of that installation
(`bin/neo4j-admin`, else the one on the path); what it says when it fails is told with ours.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from graph.neo4j_csv import ARGUMENTS, write_csv
from graph.server_errors import ServerError
from graph.things import Facts

_SAID = 600
"""Characters of the tool's last words that are worth telling."""


class StoreError(ServerError):
    """The store cannot be filled as asked."""


def bulk(documents: Iterable[Facts], home: Path, database: str = "neo4j", workspace: str = "") -> int:
    """Writes the graph of these documents (`graph.facts.facts` of each) into the store; gives its nodes and relationships.

    `workspace` is the identity of the one that states them. The files for the tool lie in `<home>/import` meanwhile. Raises
    `StoreError`; the store is then as it was, or the tool says that it is not.
    """
    tool = _tool(home)
    _refuse_running(home)
    there = _refuse_filled(home, database)
    beside = home / "import"
    beside.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="policygraph-", dir=beside) as folder:
        rows = write_csv(documents, Path(folder), workspace)
        command = [tool, "database", "import", "full", database, *(["--overwrite-destination"] if there else []), f"@{ARGUMENTS}"]
        environment = os.environ | {"NEO4J_HOME": str(home)}
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, errors="replace", check=False)
    said = (done.stdout + done.stderr).strip()
    if "database is in use" in said:
        raise _running(home)
    if done.returncode:
        raise StoreError(str(home), f"导入工具失败：{said[-_SAID:]}", f"the import tool failed: {said[-_SAID:]}")
    return rows


def _tool(home: Path) -> str:
    """The administration tool of the installation."""
    if not home.is_dir():
        raise StoreError(str(home), "没有这个文件夹；--neo4j-home 应为 Neo4j 的安装目录", "no such folder; --neo4j-home is where Neo4j is installed")
    found = shutil.which("neo4j-admin", path=str(home / "bin")) or shutil.which("neo4j-admin")
    if found is None:
        raise StoreError(
            str(home),
            "找不到 neo4j-admin；--neo4j-home 应为 Neo4j 的安装目录（内有 bin/neo4j-admin）",
            "no neo4j-admin in its bin, nor on the path: name where Neo4j is installed",
        )
    return found


def _refuse_running(home: Path) -> None:
    """By its process; the tool itself looks only at the one database, and only where that is there."""
    if os.name != "posix":  # elsewhere asking after a process would end it
        return
    try:
        os.kill(int((home / "run" / "neo4j.pid").read_text(encoding="utf-8")), 0)
    except (OSError, ValueError) as error:
        if not isinstance(error, PermissionError):  # somebody else's process is a process
            return
    raise _running(home)


def _running(home: Path) -> StoreError:
    return StoreError(str(home), "这个 Neo4j 正在运行；先停下它（neo4j stop）再导入", "this Neo4j is running: stop it first (neo4j stop)")


def _refuse_filled(home: Path, database: str) -> bool:
    """Whether an empty store is there. A store of records has no byte for nodes until the first is written; of other formats we know nothing, and refuse."""
    store = home / "data" / "databases" / database
    if not store.exists():
        return False
    nodes = store / "neostore.nodestore.db"
    if nodes.exists() and nodes.stat().st_size == 0:
        return True
    raise StoreError(
        str(store),
        "库里已有数据，导入会把它全部替换。要保留，请用 policygraph publish bolt://…；确实不要，请先用 neo4j-admin 删去这个库",
        "holds data, all of which the import would replace. To keep it use policygraph publish bolt://…; if it is not wanted, remove the database first",
    )
