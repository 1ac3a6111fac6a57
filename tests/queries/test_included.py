"""What an agency does under another name: as one of 广州市各区政府, as the 工商行政管理局 that it was; and dates as people write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from policygraph.pipeline import build
from queries.answering import Answer, ask
from queries.errors import ParameterError

DOCUMENT = """\
广州市人民政府关于印发广州市试验方案的通知

穗府〔2031〕7号

各区人民政府：

现将《广州市试验方案》印发给你们，请认真组织实施。

广州市人民政府
2031年1月18日

广州市试验方案

一、重点任务

（一）建立名录。建立企业名录。（市工商行政管理局牵头，市财政局配合）

（二）加强抽查。2031年6月底前完成抽查。（市市场监督管理局牵头，各区政府配合）

（三）设立窗口。设立服务窗口。（越秀区政府负责）
"""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("included")
    (folder / "plan.txt").write_text(DOCUMENT, encoding="utf-8")
    assert build([folder / "plan.txt"], folder / "workspace").complete
    return folder / "workspace"


def begun(answer: Answer) -> list[tuple[object, str]]:
    return [(row["by"], str(row["task"])[:4]) for row in answer.records()]


@pytest.mark.parametrize("on", ["embedded", "sparql"])
def test_a_class_is_taken_only_when_asked_for(workspace: Path, on: str) -> None:
    asked = {"agency": "广州市越秀区政府"}
    assert begun(ask(workspace, "tasks-of-agency", asked, on=on)) == [("direct", "设立窗口")]
    both = begun(ask(workspace, "tasks-of-agency", asked, on=on, include=("classes",)))
    assert sorted(both) == [("direct", "设立窗口"), ("作为广州市各区政府之一", "加强抽查")]


def test_an_agency_that_is_never_named_alone_is_found_through_its_class(workspace: Path) -> None:
    asked = {"agency": "广州市海珠区人民政府"}
    assert ask(workspace, "tasks-supported-by", asked).rows == ()
    answer = ask(workspace, "tasks-supported-by", asked, include=("classes",))
    assert begun(answer) == [("作为广州市各区政府之一", "加强抽查")]
    assert not answer.remarks


def test_a_district_of_another_city_is_no_member(workspace: Path) -> None:
    assert ask(workspace, "tasks-supported-by", {"agency": "重庆市江北区政府"}, include=("classes",)).rows == ()


@pytest.mark.parametrize("on", ["embedded", "sparql"])
def test_a_predecessor_is_taken_with_its_end(workspace: Path, on: str) -> None:
    asked = {"agency": "市市场监管局"}
    assert begun(ask(workspace, "tasks-led-by", asked, on=on)) == [("direct", "加强抽查")]
    both = begun(ask(workspace, "tasks-led-by", asked, on=on, include=("predecessors",)))
    assert sorted(both) == [("direct", "加强抽查"), ("作为广州市工商行政管理局（至2019-01）", "建立名录")]


def test_a_successor_is_no_predecessor(workspace: Path) -> None:
    assert begun(ask(workspace, "tasks-led-by", {"agency": "市工商局"}, include=("predecessors",))) == [("direct", "建立名录")]


def test_only_questions_about_an_agency_s_tasks_take_them(workspace: Path) -> None:
    with pytest.raises(ParameterError, match="tasks-of-document 没有 --include classes；它有：repealed"):
        ask(workspace, "tasks-of-document", include=("classes",))
    with pytest.raises(ParameterError, match="classes、predecessors、repealed"):
        ask(workspace, "tasks-led-by", include=("class",))


@pytest.mark.parametrize("written", ["2031年6月底", "2031年6月底前", "2031-06", "2031.6", "2031年6月30日", "２０３１年６月", "2031年", "2031年底"])
def test_a_day_is_taken_as_people_write_it(workspace: Path, written: str) -> None:
    asked = {"agency": "市市场监管局", "before": written}
    assert begun(ask(workspace, "due-before", asked)) == [("direct", "加强抽查")]


@pytest.mark.parametrize("written", ["2031-06-29", "2031年5月", "2030年底"])
def test_what_is_due_later_is_left_out(workspace: Path, written: str) -> None:
    assert ask(workspace, "due-before", {"agency": "市市场监管局", "before": written}).rows == ()


@pytest.mark.parametrize("written", ["6月底", "6月30日前", "年底前", "今年", "明年底", "本月底", "上半年", "第三季度"])
def test_a_date_without_its_year_is_refused_as_ambiguous(workspace: Path, written: str) -> None:
    with pytest.raises(ParameterError, match="没有写年份"):
        ask(workspace, "due-before", {"agency": "市市场监管局", "before": written})


@pytest.mark.parametrize("written", ["2031-13", "2031-02-30", "不久", "31年6月", "2031年6月底左右"])
def test_what_is_no_date_is_refused(workspace: Path, written: str) -> None:
    with pytest.raises(ParameterError, match="不是日期"):
        ask(workspace, "due-before", {"agency": "市市场监管局", "before": written})
