"""`extract`, `build`, `forget` and `report` as people run them: what is printed where, which exit code, and that every file is accounted for."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from ontology.records import SCHEMA
from tests.policygraph.conftest import EXAMPLES, PLAN, Run


def rows_of(text: str) -> list[dict[str, str]]:
    first, *rest = text.splitlines()
    return [dict(zip(first.split("\t"), line.split("\t"), strict=True)) for line in rest]


def results(text: str) -> dict[str, tuple[str, str]]:
    return {Path(row["path"]).name: (row["result"], row["change"]) for row in rows_of(text)}


def test_extract_prints_one_object_for_one_file(run: Run) -> None:
    file = EXAMPLES / "strong-city-plan.txt"
    done = run("extract", file)
    assert done.returncode == 0
    assert done.stderr == ""
    extraction: dict[str, Any] = json.loads(done.stdout)
    assert extraction["schema"] == SCHEMA
    assert {"source", "rules", "text", "document", "tasks", "omissions"} <= set(extraction)
    for task in extraction["tasks"]:
        for piece in (*task["evidence"], *task["clause_evidence"]):
            assert extraction["text"][piece["start"] : piece["end"]] == piece["quote"]


def test_extract_of_several_files_wants_a_folder(run: Run) -> None:
    done = run("extract", EXAMPLES)
    assert done.returncode == 2
    assert "-o" in done.stderr


def test_extract_writes_a_file_for_each_and_keeps_those_of_one_stem_apart(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "b").mkdir(parents=True)
    text = PLAN.format(number=1, task="建设平台")
    (folder / "plan.txt").write_text(text, encoding="utf-8")
    (folder / "plan.html").write_text("".join(f"<p>{line}</p>" for line in text.splitlines()), encoding="utf-8")
    (folder / "other.txt").write_text(text, encoding="utf-8")
    (folder / "b" / "plan.txt").write_text(text, encoding="utf-8")
    done = run("extract", folder, "-o", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert sorted(one.name for one in (tmp_path / "out").iterdir()) == ["other.json", "plan.html.json", "plan.txt.2.json", "plan.txt.json"]
    assert "plan" in done.stderr
    assert json.loads((tmp_path / "out" / "other.json").read_text(encoding="utf-8"))["tasks"]


def test_extract_names_what_it_cannot_read_and_goes_on(run: Run, documents: Path, tmp_path: Path) -> None:
    done = run("extract", documents / "甲.txt", documents / "丙.pdf", "-o", tmp_path / "out")
    assert done.returncode == 1
    assert "丙.pdf" in done.stderr
    assert [one.name for one in (tmp_path / "out").iterdir()] == ["甲.json"]
    assert run("extract", documents / "丙.pdf").returncode == 2


def test_build_accounts_for_every_file(run: Run, documents: Path) -> None:
    done = run("build", documents)
    assert done.returncode == 1
    rows = rows_of(done.stdout)
    assert {Path(row["path"]).name: row["result"] for row in rows} == {"甲.txt": "read", "乙.txt": "read", "丙.pdf": "refused"}
    [refused] = [row for row in rows if row["result"] == "refused"]
    assert "PDF" in refused["remarks"]
    assert "另存" in refused["remarks"]
    [read] = [row for row in rows if row["path"].endswith("甲.txt")]
    assert (read["tasks"], read["assignments"], read["number"]) == ("1", "2", "穗府办〔2031〕1号")
    assert "拒绝 1" in done.stderr


def test_build_without_paths_reads_all_again_and_only_what_changed(run: Run, documents: Path) -> None:
    run("build", documents)
    assert results(run("build").stdout)["甲.txt"] == ("read", "unchanged")
    (documents / "甲.txt").write_text(PLAN.format(number=1, task="建设新平台"), encoding="utf-8")
    (documents / "丁.txt").write_text(PLAN.format(number=4, task="另一件事"), encoding="utf-8")
    (documents / "丙.pdf").unlink()
    done = run("build")
    assert done.returncode == 0
    assert results(done.stdout) == {
        "甲.txt": ("read", "changed"),
        "乙.txt": ("read", "unchanged"),
        "丁.txt": ("read", "new"),
        "丙.pdf": ("forgotten", "gone"),
    }
    assert "建设新平台" in run("ask", "who-does", "--word", "平台").stdout


def test_a_build_of_which_all_is_read_ends_in_0(run: Run, documents: Path) -> None:
    (documents / "丙.pdf").unlink()
    assert run("build", documents).returncode == 0


def test_a_file_that_is_there_twice_is_one_document(run: Run, documents: Path) -> None:
    shutil.copy(documents / "甲.txt", documents / "甲副本.txt")
    rows = results(run("build", documents).stdout)
    assert sorted((rows["甲.txt"][0], rows["甲副本.txt"][0])) == ["duplicate", "read"]


def test_another_text_under_one_number_waits_for_replace(run: Run, documents: Path) -> None:
    run("build", documents)
    (documents / "新甲.txt").write_text(PLAN.format(number=1, task="改办别的事"), encoding="utf-8")
    waiting = run("build")
    assert waiting.returncode == 1
    assert results(waiting.stdout)["新甲.txt"] == ("waiting", "new")
    assert "--replace" in waiting.stdout
    (documents / "丙.pdf").unlink()
    replaced = run("build", "--replace")
    assert replaced.returncode == 0
    assert results(replaced.stdout)["新甲.txt"][0] == "read"
    assert results(replaced.stdout)["甲.txt"][0] == "replaced"
    assert "改办别的事" in run("ask", "who-does", "--word", "改办").stdout


def test_forget_takes_a_file_out_and_leaves_it_where_it_is(run: Run, documents: Path) -> None:
    run("build", documents)
    done = run("forget", documents / "甲.txt")
    assert done.returncode == 0
    assert results(done.stdout)["甲.txt"] == ("forgotten", "gone")
    assert (documents / "甲.txt").exists()
    assert "建设平台" not in run("ask", "who-does", "--word", "建设").stdout
    stranger = run("forget", documents / "没读过.txt")
    assert stranger.returncode == 2
    assert "没读过.txt" in stranger.stderr


def test_a_root_that_cannot_be_reached_forgets_nothing(run: Run, documents: Path) -> None:
    run("build", documents)
    documents.rename(documents.with_name("挪走了"))
    done = run("build")
    assert done.returncode == 1
    assert results(done.stdout)["文件"][0] == "unreachable"
    assert "建设平台" in run("ask", "who-does", "--word", "建设").stdout


def test_report_tells_it_again(run: Run, documents: Path) -> None:
    built = run("build", documents)
    told = run("report")
    assert told.stdout == built.stdout
    assert told.returncode == 1
    account = json.loads(run("report", "--format", "json").stdout)
    assert account["results"] == {"read": 2, "refused": 1}
    assert account["totals"] == {"documents": 2, "tasks": 2, "assignments": 4, "omissions": account["totals"]["omissions"]}
    assert {"zh", "en"} == set(account["files"][0]["remarks"][0] if account["files"][0]["remarks"] else {"zh": 1, "en": 1})
    assert sum(account["omissions"].values()) == account["totals"]["omissions"]


def test_report_since_a_build_lists_what_changed(run: Run, documents: Path) -> None:
    run("build", documents)
    first = json.loads(run("report", "--format", "json").stdout)["build"]
    (documents / "丁.txt").write_text(PLAN.format(number=4, task="另一件事"), encoding="utf-8")
    run("build")
    run("build")
    since = json.loads(run("report", "--since", first, "--format", "json").stdout)
    assert [(Path(file["path"]).name, file["change"]) for file in since["files"]] == [("丁.txt", "new")]
    assert {(one["what"], one["change"]) for one in since["changes"]} == {("document", "added"), ("task", "added"), ("agency", "added")}
    unknown = run("report", "--since", "20000101T000000")
    assert unknown.returncode == 2
    assert first in unknown.stderr


def test_quiet_says_only_what_went_wrong(run: Run, documents: Path) -> None:
    done = run("--quiet", "build", documents)
    assert done.returncode == 1
    assert done.stdout == ""
    assert [line for line in done.stderr.splitlines() if "丙.pdf" not in line] == []
    (documents / "丙.pdf").unlink()
    silent = run("build", "--quiet", documents)
    assert (silent.returncode, silent.stdout, silent.stderr) == (0, "", "")


def test_names_of_one_s_own_make_two_forms_one_agency(run: Run, tmp_path: Path, documents: Path) -> None:
    (documents / "丙.pdf").unlink()
    (documents / "甲.txt").write_text(PLAN.format(number=1, task="建设平台").replace("市财政局", "市数政局"), encoding="utf-8")
    (documents / "乙.txt").write_text(PLAN.format(number=2, task="培育机构").replace("市财政局", "市数据和政务管理局"), encoding="utf-8")
    run("build", documents)
    assert len(run("ask", "tasks-of-agency", "--agency", "广州市数政局").stdout.splitlines()) == 2
    names = tmp_path / "names.tsv"
    names.write_text("# 自己的\n数据和政务管理局\t数政局\n", encoding="utf-8")
    assert run("build", "--names", names).returncode == 0
    for asked in ("广州市数政局", "市数据和政务管理局"):
        assert len(run("ask", "tasks-of-agency", "--agency", asked).stdout.splitlines()) == 3, asked
    names.write_text("数据和政务管理局 数政局\n", encoding="utf-8")
    wrong = run("build", "--names", names)
    assert wrong.returncode == 2
    assert f"{names}:1" in wrong.stderr


def test_the_base_is_set_once(run: Run, documents: Path, tmp_path: Path) -> None:
    run("build", "--base", "https://data.example.cn/", documents)
    run("export", "ntriples", "-o", tmp_path / "all.nt")
    assert "<https://data.example.cn/id/document/" in (tmp_path / "all.nt").read_text(encoding="utf-8")
    again = run("build", "--base", "https://other.example.cn/")
    assert again.returncode == 2
    assert "https://data.example.cn/" in again.stderr


@pytest.mark.parametrize("place", ["before", "after", "environment"])
def test_the_workspace_may_be_named_anywhere(run: Run, documents: Path, tmp_path: Path, place: str) -> None:
    folder = tmp_path / "我的图"
    option = ["--workspace", str(folder)]
    before, after = (option if place == "before" else []), (option if place == "after" else [])
    environment = {"POLICYGRAPH_WORKSPACE": str(folder)} if place == "environment" else {}
    run(*before, "build", documents, *after, environment=environment)
    assert (folder / "current").exists()
    assert not (tmp_path / ".policygraph").exists()
