"""Graphs to ask: `city` holds the invented city of the examples, `places` documents of two real places with invented content."""

from __future__ import annotations

from pathlib import Path

import pytest

from policygraph.pipeline import build
from tests.queries import by_hand

EXAMPLES = Path(__file__).parents[2] / "examples" / "documents"

GUANGZHOU = """\
广州市人民政府关于印发广州市知识产权试验计划的通知

穗府〔2031〕1号

各区人民政府，市政府各部门：

现将《广州市知识产权试验计划》印发给你们，请认真组织实施。

广州市人民政府
2031年1月18日

广州市知识产权试验计划

一、重点任务

（一）建设试验平台。搭建专利试验平台。（市知识产权局牵头，市发展改革委、财政局配合）

（二）培育试验机构。支持机构发展。（市发展和改革委员会负责）

（三）加强宣传。组织宣传活动。
"""

CHONGQING = """\
重庆市江北区人民政府关于印发江北区知识产权试验方案的通知

江北府发〔2031〕5号

各镇人民政府：

现将《江北区知识产权试验方案》印发给你们，请认真组织实施。

重庆市江北区人民政府
2031年3月2日

江北区知识产权试验方案

一、重点任务

（一）争取支持。争取专利试点。（区知识产权局、市知识产权局牵头，区财政局配合）
"""


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    workspace = tmp_path_factory.mktemp("city") / "workspace"
    assert build([EXAMPLES], workspace).complete
    return workspace


@pytest.fixture(scope="session")
def places(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("places")
    documents = folder / "documents"
    documents.mkdir()
    (documents / "guangzhou.txt").write_text(GUANGZHOU, encoding="utf-8")
    (documents / "jiangbei.txt").write_text(CHONGQING, encoding="utf-8")
    assert build([documents], folder / "workspace").complete
    return folder / "workspace"


@pytest.fixture(scope="session")
def every_kind(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return by_hand.every_kind(tmp_path_factory.mktemp("kinds"))
