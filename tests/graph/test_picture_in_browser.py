"""The picture's page in a real headless Chromium: it asks nobody for anything, runs no words of a document, and shows those that are chosen."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from graph.picture import Row, agency_page

pytestmark = pytest.mark.browser

QUIET = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"
AGENCY = "示例市知识产权局"
RUN = "document.title='ran'"
HOSTILE = f"""</script><script>{RUN}</script><img src="https://example.invalid/x.png" onerror="{RUN}"> href="javascript:{RUN}" '"""


def row(number: int, agency: str, role: str, text: str, clause: str = "(市知识产权局牵头,市财政局配合)", document: str = "示例市行动计划") -> Row:
    return {
        "task": f"https://policygraph.example/id/task/{number}",
        "text": text,
        "path": f"二/(一)/{number}",
        "ordinal": 1,
        "clause": clause,
        "quote": [f"{text}，原文第{number}段。"],
        "document": document,
        "number": "示府〔2025〕1号",
        "role": role,
        "agency": agency,
        "surface": agency.removeprefix("示例"),
    }


ROWS = [
    row(1, AGENCY, "lead", "推进专利导航"),
    row(1, "示例市财政局", "support", "推进专利导航"),
    row(2, AGENCY, "support", "设立风险补偿资金池"),
    row(3, AGENCY, "responsible", f"提防网页{HOSTILE}", clause=HOSTILE, document=f"通知{HOSTILE}"),
    row(3, f"示例市{HOSTILE}局", "lead", f"提防网页{HOSTILE}", clause=HOSTILE, document=f"通知{HOSTILE}"),
]


@dataclass
class Opened:
    """A page in the browser with what it asked for and what it complained of."""

    page: Page
    path: Path
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        return self.page.locator("#words").inner_text()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    executable = shutil.which("chromium") or shutil.which("google-chrome")
    assert executable, "the browser tests need Chromium: apt-get install chromium fonts-noto-cjk"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=QUIET.split())
        yield browser
        browser.close()


def open_page(browser: Browser, path: Path, text: str) -> Opened:
    path.write_text(text, encoding="utf-8")
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    opened = Opened(page, path)
    page.on("request", lambda request: opened.requests.append(request.url))
    page.on("console", lambda message: opened.complaints.append(message.text))
    page.on("pageerror", lambda error: opened.complaints.append(str(error)))
    page.goto(path.as_uri())
    return opened


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    opened = open_page(browser, tmp_path / "机构.html", agency_page([AGENCY], ROWS))
    yield opened
    opened.page.close()


def test_nothing_is_asked_of_anybody_and_nothing_goes_wrong(opened: Opened) -> None:
    for button in opened.page.locator("#tasks button.task").all():
        button.click()
    opened.page.pdf()
    assert opened.requests == [opened.path.as_uri()]
    assert opened.complaints == []


def test_words_of_a_document_are_shown_and_never_run(opened: Opened) -> None:
    opened.page.locator("#tasks button.task", has_text="提防网页").click()
    assert HOSTILE in opened.words
    opened.page.locator("article.chosen button.name", has_text="onerror").click()
    assert "共同承担的任务" in opened.words
    assert opened.page.title() == "示例市知识产权局：任务与分工"
    assert opened.page.locator("img").count() == 0
    assert opened.page.locator("a[href^=javascript]").count() == 0


def test_the_page_may_not_reach_out_even_if_it_wanted_to(opened: Opened) -> None:
    refused = opened.page.evaluate("fetch('http://127.0.0.1:9/').then(() => 'reached', (error) => error.name)")
    assert refused == "TypeError"
    assert any("Content Security Policy" in complaint for complaint in opened.complaints)


def test_a_click_in_the_list_shows_the_words_of_the_source(opened: Opened) -> None:
    opened.page.locator("#tasks button.task", has_text="推进专利导航").click()
    assert "推进专利导航，原文第1段。" in opened.words
    assert "示府〔2025〕1号" in opened.words
    assert "二 › (一) › 1" in opened.words
    assert opened.page.locator("article.chosen mark").inner_text() == "市知识产权局"
    assert "原文第2段" not in opened.words


def test_a_click_in_the_picture_shows_them_too(opened: Opened) -> None:
    canvas = opened.page.locator("#canvas canvas")
    box = canvas.bounding_box()
    assert box
    found = {""}
    for y in range(40, int(box["height"]), 24):
        opened.page.mouse.click(box["x"] + box["width"] * 0.55, box["y"] + y)
        found.add(opened.page.locator("article.chosen blockquote").first.inner_text() if opened.page.locator("article.chosen blockquote").count() else "")
    assert {"推进专利导航，原文第1段。", "设立风险补偿资金池，原文第2段。"} <= found


def test_the_keyboard_alone_is_enough(opened: Opened) -> None:
    page = opened.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert "原文第1段" in opened.words
    page.keyboard.press("ArrowDown")
    assert "原文第2段" in opened.words
    page.keyboard.press("Escape")
    assert "原文第2段" not in opened.words


def test_roles_and_words_narrow_the_list(opened: Opened) -> None:
    tasks = opened.page.locator("#tasks button.task:visible")
    assert tasks.count() == 3
    opened.page.get_by_label("牵头").uncheck()
    assert tasks.count() == 2
    opened.page.locator("#find").fill("资金池")
    assert tasks.all_inner_texts()[0].endswith("设立风险补偿资金池")
    opened.page.locator("#find").fill("没有的词")
    assert opened.page.locator("#none").is_visible()


def test_chinese_is_drawn_with_a_font_that_has_it(opened: Opened) -> None:
    """Two different characters that a font lacks would be drawn as the same empty box."""
    drawn = opened.page.evaluate(
        """() => ["示", "例"].map((character) => {
             const canvas = document.createElement("canvas"), drawing = canvas.getContext("2d");
             drawing.font = `20px ${getComputedStyle(document.body).fontFamily}`;
             drawing.fillText(character, 0, 20);
             return canvas.toDataURL();
           })"""
    )
    assert drawn[0] != drawn[1]


def test_without_scripts_everything_can_still_be_read(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "plain.html"
    path.write_text(agency_page([AGENCY], ROWS), encoding="utf-8")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(path.as_uri())
    assert "原文第1段" in page.inner_text("body")
    assert "原文第2段" in page.inner_text("body")
    context.close()


def test_some_hundred_tasks_are_drawn_at_once(browser: Browser, tmp_path: Path) -> None:
    rows = [row(number, agency, role, f"任务{number}") for number in range(400) for agency, role in ((AGENCY, "lead"), (f"示例市第{number % 60}局", "support"))]
    opened = open_page(browser, tmp_path / "many.html", agency_page([AGENCY], rows))
    opened.page.locator("#tasks button.task").nth(399).click(timeout=5000)
    assert "原文第399段" in opened.words
    opened.page.close()
