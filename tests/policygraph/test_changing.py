"""`report --since`: a document of the invented city is issued again with real edits, and the report says what an office of supervision asks."""

from __future__ import annotations

import csv
import json
import shutil
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.state import build_names
from graph.workspace import Workspace
from policygraph.changing import differing
from policygraph.pipeline import build
from tests.policygraph.conftest import EXAMPLES

if TYPE_CHECKING:
    from tests.policygraph.conftest import Run

EDITS = (
    ("（市知识产权局牵头，市大数据局、财政局配合）", "（市大数据局牵头，市知识产权局、司法局配合）"),
    ("编制登记审查指引，明确形式审查标准", "编制并公布登记审查指引，2026年底前明确形式审查标准"),
    ("第六条　推动公共数据授权运营主体率先登记，形成一批示范案例。（市大数据局、市国资委按职责分工负责）", "第六条　建立登记信息共享机制。（市司法局牵头）"),
)
"""What the second edition of 示府规〔2025〕1号 says instead: made by hand, and so are the expectations below."""

NUMBER = "示府规〔2025〕1号"
EXPECTED = [
    ("role", "altered", "第二章/第三条", "示例市大数据局", "support", "lead"),
    ("role", "altered", "第二章/第三条", "示例市知识产权局", "lead", "support"),
    ("agency", "added", "第二章/第三条", "示例市司法局", "", "support"),
    ("agency", "gone", "第二章/第三条", "示例市财政局", "support", ""),
    ("task", "altered", "第二章/第四条", "", "", ""),
    ("due", "added", "第二章/第四条", "", "", ""),
    ("task", "added", "第三章/第六条", "", "", ""),
    ("agency", "added", "第三章/第六条", "示例市司法局", "", "lead"),
    ("task", "gone", "第三章/第六条", "", "", ""),
    ("agency", "gone", "第三章/第六条", "示例市大数据局", "responsible", ""),
    ("agency", "gone", "第三章/第六条", "示例市国资委", "responsible", ""),
]


@pytest.fixture(scope="module")
def reissued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace in which one document was issued again, and one is gone, since the build before."""
    folder = tmp_path_factory.mktemp("reissued")
    documents = folder / "文件"
    documents.mkdir()
    for name in ("articles.txt", "bureau-notice.txt", "care-plan.txt"):
        shutil.copy(EXAMPLES / name, documents / name)
    build([documents], folder / "ws")
    text = (documents / "articles.txt").read_text(encoding="utf-8")
    for old, new in EDITS:
        assert old in text
        text = text.replace(old, new)
    (documents / "articles.txt").write_text(text, encoding="utf-8")
    (documents / "bureau-notice.txt").unlink()
    build([], folder / "ws")
    return folder / "ws"


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))


def test_a_pipe_gets_every_change_with_the_words_of_both_editions(run: Run, reissued: Path) -> None:
    done = run("report", "--since", "上次", workspace=reissued)
    assert done.returncode == 0
    rows = [row for row in rows_of(done.stdout) if row["number"] == NUMBER]
    assert [tuple(row[name] for name in ("what", "change", "path", "agency", "old_role", "new_role")) for row in rows] == EXPECTED
    assert {row["cause"] for row in rows} == {"text"}
    assert (rows[0]["old"], rows[0]["new"]) == EDITS[0]
    assert rows[4]["old"] == "编制登记审查指引，明确形式审查标准和异议处理程序。"
    assert rows[4]["new"] == "编制并公布登记审查指引，2026年底前明确形式审查标准和异议处理程序。"
    assert rows[5]["new"] == "2026年底前"
    gone = [row for row in rows_of(done.stdout) if row["number"] == "示知办〔2025〕7号"]
    assert {row["change"] for row in gone} == {"gone"}
    assert gone[0]["what"] == "document"
    assert not any(row["new"] for row in gone)


def test_json_has_the_same_beside_the_account_of_files(run: Run, reissued: Path) -> None:
    first, _ = build_names(Workspace(reissued))
    given = json.loads(run("report", "--since", first, "--format", "json", workspace=reissued).stdout)
    assert given["since"] == first
    assert {(Path(file["path"]).name, file["change"]) for file in given["files"]} == {("articles.txt", "changed"), ("bureau-notice.txt", "gone")}
    mine = [one for one in given["changes"] if one["number"] == NUMBER]
    assert [tuple(one[name] for name in ("what", "change", "path", "agency", "old_role", "new_role")) for one in mine] == EXPECTED
    assert mine[0]["old"] == [EDITS[0][0]]
    assert mine[0]["uri"].startswith("https://policygraph.example/id/document/")


def test_people_get_a_table_for_each_document(run: Run, reissued: Path) -> None:
    done = run("report", "--since", "last", "--format", "table", workspace=reissued, environment={"COLUMNS": "200"})
    assert f"（{NUMBER}）：文字有改动" in done.stdout
    assert "示例市大数据局：配合 → 牵头" in done.stdout
    assert "（示知办〔2025〕7号）：没有了，任务 4" in done.stdout
    assert "2 份文件所说的有变化。文件取消 1；任务新增 1、取消 5、修改 1" in done.stdout


def test_it_speaks_english_too(run: Run, reissued: Path) -> None:
    done = run("--lang", "en", "report", "--since", "last", "--format", "table", workspace=reissued, environment={"COLUMNS": "200"})
    assert f"{NUMBER}: its words changed" in done.stdout
    assert "示例市大数据局: support → lead" in done.stdout
    assert "2 documents say something else. document: 1 gone; task: 1 added, 5 gone, 1 altered" in done.stdout


def test_long_texts_show_people_where_they_differ() -> None:
    begins, ends = "建设市级数据知识产权登记平台，实行全流程网上办理，", "登记不收取费用，并向社会公布年度登记情况。"
    shown = differing(f"{begins}2026年底前完成，{ends}", f"{begins}2027年6月底前完成，{ends}")
    assert shown == ("…行全流程网上办理，2026年底前完成，登记不收取费用…", "…行全流程网上办理，2027年6月底前完成，登记不收取费用…")


def test_a_day_before_all_builds_and_one_that_is_none(run: Run, reissued: Path) -> None:
    whole = rows_of(run("report", "--since", "2020年1月1日", workspace=reissued).stdout)
    assert len([row for row in whole if row["what"] == "document"]) == 2
    assert {row["change"] for row in whole} == {"added"}
    wrong = run("report", "--since", "2026-13-01", workspace=reissued)
    assert wrong.returncode == 2
    assert "2026-13-01" in wrong.stderr


def test_since_the_last_build_itself_nothing_changed(run: Run, reissued: Path) -> None:
    _, last = build_names(Workspace(reissued))
    done = run("report", "--since", last, "--format", "table", workspace=reissued)
    assert "文件所说的没有变化。" in done.stdout
    assert len(run("report", "--since", last, workspace=reissued).stdout.splitlines()) == 1
