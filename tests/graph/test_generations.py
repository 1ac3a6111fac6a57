"""Generations: the last one answers whatever happens to a build, and stays while it is read."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import ladybug
import pytest

from graph.check import check
from graph.generation import current
from graph.snapshot import open_snapshot
from graph.workspace import Workspace, WorkspaceError

if TYPE_CHECKING:
    from tests.graph.conftest import Draft, Folder


def titles(workspace: Workspace) -> list[str]:
    with current(workspace) as held, open_snapshot(held.snapshot) as database, ladybug.Connection(database) as connection:
        result = connection.execute("MATCH (d:PolicyDocument) RETURN d.title ORDER BY d.title")
        assert not isinstance(result, list)
        return [row[0] for row in result.get_all() if isinstance(row, list)]


def test_a_workspace_that_was_never_built_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="policygraph build"):
        current(Workspace(tmp_path))


def test_a_build_without_documents_answers_with_nothing(folder: Folder) -> None:
    folder.build_all()
    assert titles(folder.workspace) == []
    assert check(folder.workspace).sound


KILLED = """
import os, signal, sys
from pathlib import Path
from graph import building, generation
from tests.graph.conftest import Folder

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

path, stage = sys.argv[1:]
setattr(building if stage == "save_state" else generation, stage, die)
Folder(Path(path)).build()
"""

BUILDS = """
import sys
from pathlib import Path
from tests.graph.conftest import Folder, draft

folder = Folder(Path(sys.argv[1]))
for number in range(4):
    folder.put("a.txt", draft(title="计划", more=str(number)))
    folder.build()
"""

READS = """
import sys, time
from pathlib import Path
from graph.generation import current
from graph.workspace import Workspace

held = current(Workspace(Path(sys.argv[1])))
print(held.id, flush=True)
time.sleep(60)
"""


def start(code: str, *arguments: object) -> subprocess.Popen[str]:
    """A process of its own: the engines' threads do not survive a fork."""
    root = Path(__file__).parents[2]
    return subprocess.Popen([sys.executable, "-c", code, *map(str, arguments)], stdout=subprocess.PIPE, cwd=root, text=True)


@pytest.mark.parametrize("stage", ["write_generation", "sync_tree", "save_state", "point"])
def test_a_killed_build_leaves_the_last_generation_answering(folder: Folder, draft: Draft, stage: str) -> None:
    folder.put("a.txt", draft(title="旧"))
    folder.build_all()
    folder.put("a.txt", draft(title="新"))
    with start(KILLED, folder.files.parent, stage) as process:
        assert process.wait() == -signal.SIGKILL
    assert titles(folder.workspace) == ["旧"]
    assert check(folder.workspace).sound
    folder.build()
    assert titles(folder.workspace) == ["新"]
    assert check(folder.workspace).sound
    assert len(list(folder.workspace.generations.iterdir())) == 1


def test_a_generation_stays_while_somebody_reads_it(folder: Folder, draft: Draft) -> None:
    folder.put("a.txt", draft(title="旧"))
    folder.build_all()
    held = current(folder.workspace)
    folder.put("a.txt", draft(title="新"))
    folder.build()
    assert held.snapshot.exists()
    held.close()
    folder.put("a.txt", draft(title="更新"))
    folder.build()
    assert not held.folder.exists()
    assert titles(folder.workspace) == ["更新"]


def test_a_reader_that_was_killed_holds_nothing(folder: Folder, draft: Draft) -> None:
    folder.put("a.txt", draft(title="旧"))
    state = folder.build_all().state
    with start(READS, folder.workspace.path) as reader:
        assert reader.stdout
        assert reader.stdout.readline().strip() == state.generation
        folder.put("a.txt", draft(title="新"))
        folder.build()
        assert (folder.workspace.generations / state.generation).exists()
        reader.kill()
    folder.build()
    assert not (folder.workspace.generations / state.generation).exists()


def test_readers_and_builds_do_not_get_in_each_others_way(folder: Folder, draft: Draft) -> None:
    folder.put("a.txt", draft(title="计划"))
    folder.build_all()
    reads = 0
    with start(BUILDS, folder.files.parent) as process:
        while process.poll() is None:
            assert titles(folder.workspace) == ["计划"]
            reads += 1
            time.sleep(0.01)
    assert process.returncode == 0
    assert reads > 1


def test_asking_imports_no_engine_but_the_one_it_asks() -> None:
    code = (
        "import sys; from graph.generation import current; from graph.workspace import Workspace; from graph.snapshot import open_snapshot\n"
        "print(sorted({'pyarrow', 'pyoxigraph', 'rdflib', 'pyshacl', 'neo4j', 'pydantic', 'networkx', 'ladybug'} & set(sys.modules)))"
    )
    root = Path(__file__).parents[2]
    found = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
