"""The page in a real headless Chromium: it asks nobody for anything, runs no words of a document, and shows those that are chosen."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from graph.pictures.agency import agency_net
from graph.pictures.document import PicturedDocument, document_net
from graph.pictures.page import page_of
from graph.pictures.tasks import tasks_of
from graph.pictures.together import together_net
from tests.browser import Open, Opened
from tests.graph.pictures.made import DUES, FINANCE, IP, PLAN, PLAN_IRI, ROWS, nets_saying, row, tasks

pytestmark = pytest.mark.browser

RUN = "document.title='ran'"
HOSTILE = f"""</script><script>{RUN}</script><img src="https://example.invalid/x.png" onerror="{RUN}"> href="javascript:{RUN}" '\u202e`"""
HOSTILE_ROWS = [
    row(4, IP, "lead", f"提防网页{HOSTILE}", clause=HOSTILE, document=f"通知{HOSTILE}", source="iri:x", surface=HOSTILE, quote=HOSTILE, path=HOSTILE),
    row(4, f"示例市{HOSTILE}局", "support", f"提防网页{HOSTILE}", clause=HOSTILE, document=f"通知{HOSTILE}", source="iri:x"),
]


@pytest.fixture
def opened(open_page: Open) -> Opened:
    return open_page(page_of(agency_net([IP], tasks_of([*ROWS, *HOSTILE_ROWS], DUES))))


def rows(page: Page) -> list[str]:
    """The main words of the rows that are seen."""
    return [one.split("\t")[1] for one in page.locator("#facts tbody tr:visible").all_inner_texts()]


def middle_of(page: Page, name: str) -> tuple[float, float]:
    """Where the node of that name is on the screen."""
    x, y = page.evaluate(
        """name => { const node = picture.nodes.find((one) => one.name === name), at = picture.net.network.canvasToDOM(picture.places[node.id]);
             const box = document.getElementById("canvas").getBoundingClientRect(); return [box.x + at.x, box.y + at.y]; }""",
        name,
    )
    return float(x), float(y)


def test_nothing_is_asked_of_anybody_and_nothing_goes_wrong(opened: Opened) -> None:
    page = opened.page
    for view in ("times", "tree", "table", "net"):
        page.locator(f"[data-view={view}]").click()
    for one in page.locator("#facts tbody tr").all():
        one.click()
    page.pdf()
    assert opened.requests == [opened.path.as_uri()]
    assert opened.complaints == []


def test_words_of_a_document_are_shown_and_never_run(opened: Opened) -> None:
    page = opened.page
    page.locator("#facts tbody tr", has_text="提防网页").click()
    assert f"提防网页{HOSTILE}" in page.locator("#words h3").inner_text()
    assert page.locator("#words blockquote").inner_text() == HOSTILE
    page.locator("#words button.name", has_text="示例市</script>").click()
    page.locator("[data-view=tree]").click()
    assert page.title() == "示例市知识产权局：任务与分工"
    assert page.locator("img").count() == 0
    assert page.locator("a[href^=javascript]").count() == 0


@pytest.mark.parametrize("place", range(5), ids=["agency", "document", "together", "citations", "answer"])
def test_hostile_words_in_every_field_of_every_picture_stay_words(open_page: Open, place: int) -> None:
    opened = open_page(page_of(nets_saying(HOSTILE)[place]))
    title = opened.page.title()
    for tab in opened.page.get_by_role("tab").all():
        tab.click()
        opened.page.locator("#facts tbody tr").first.click()
    for button in opened.page.locator("#words button.name").all():
        button.click()
        opened.page.keyboard.press("Escape")
        opened.page.locator("#facts tbody tr").first.click()
    assert HOSTILE in opened.words
    assert opened.page.title() == title != "ran"
    assert opened.page.locator("img, a[href^=javascript]").count() == 0
    assert (opened.requests, opened.complaints) == ([opened.path.as_uri()], [])


def test_the_page_may_not_reach_out_even_if_it_wanted_to(opened: Opened) -> None:
    refused = opened.page.evaluate("fetch('http://127.0.0.1:9/').then(() => 'reached', (error) => error.name)")
    assert refused == "TypeError"
    assert any("Content Security Policy" in complaint for complaint in opened.complaints)


def test_a_click_in_the_table_shows_the_words_of_the_source(opened: Opened) -> None:
    opened.page.locator("#facts tbody tr", has_text="推进专利导航").click()
    for words in ("推进专利导航，原文第1段。", "示府〔2025〕1号", "二 › (一) › 1", "2026年6月底前", FINANCE):
        assert words in opened.words
    assert opened.page.locator("#words mark").inner_text() == "市知识产权局"
    assert "原文第2段" not in opened.words


def test_a_click_in_the_picture_shows_them_too(opened: Opened) -> None:
    opened.page.mouse.click(*middle_of(opened.page, "设立风险补偿资金池"))
    assert "设立风险补偿资金池，原文第2段。" in opened.words
    opened.page.mouse.click(*middle_of(opened.page, PLAN))
    assert "2 行" in opened.words
    opened.page.locator("#words .list button", has_text="推进专利导航").click()
    assert "原文第1段" in opened.words
    opened.page.get_by_role("button", name="← 返回").click()
    assert "2 行" in opened.words


def test_a_click_on_a_line_shows_what_it_rests_on(open_page: Open) -> None:
    opened = open_page(page_of(together_net(tasks())))
    one, other = middle_of(opened.page, IP), middle_of(opened.page, FINANCE)
    opened.page.mouse.click((one[0] + other[0]) / 2, (one[1] + other[1]) / 2)
    assert "推进专利导航，原文第1段。" in opened.words
    assert "设立风险补偿资金池" not in opened.words


def test_the_keyboard_alone_is_enough(opened: Opened) -> None:
    page = opened.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.locator("#facts tbody tr").first.focus()
    page.keyboard.press("Enter")
    assert "原文第1段" in opened.words
    page.keyboard.press("ArrowDown")
    assert "原文第2段" in opened.words
    page.keyboard.press("Escape")
    assert "原文第2段" not in opened.words
    page.locator("[data-view=net]").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("#times").is_visible()
    page.keyboard.press("ArrowLeft")
    page.locator("#canvas").focus()
    for key in ("ArrowRight", "ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowLeft", "Enter"):
        page.keyboard.press(key)
    assert IP in page.locator("#words h3").inner_text()


def test_roles_documents_and_words_narrow_table_and_picture(opened: Opened) -> None:
    page = opened.page
    seen = "name => picture.net.visible(picture.nodes.find((node) => node.name === name).id)"
    assert len(rows(page)) == 4
    page.get_by_label("牵头").uncheck()
    assert rows(page) == ["设立风险补偿资金池", "编制年度报告"]
    assert page.evaluate(seen, "推进专利导航") is False
    assert page.evaluate(seen, IP) is True
    page.locator("#document").select_option(label="示例市工作要点")
    assert rows(page) == ["编制年度报告"]
    page.get_by_label("牵头").check()
    page.locator("#document").select_option(index=0)
    page.locator("#find").fill("资金池")
    assert rows(page) == ["设立风险补偿资金池"]
    page.keyboard.press("Enter")
    assert "原文第2段" in opened.words
    page.locator("#find").fill("没有的词")
    assert page.locator("#none").is_visible()


def test_columns_sort_and_rows_are_copied_for_a_spreadsheet(open_page: Open) -> None:
    formula = [row(5, IP, "lead", "=1+1", quote="一\t二")]
    opened = open_page(page_of(agency_net([IP], tasks_of([*ROWS, *formula]))))
    page = opened.page
    page.locator("th button").nth(1).click()
    ascending = rows(page)
    assert sorted(ascending[1:]) == sorted(["推进专利导航", "设立风险补偿资金池", "编制年度报告"])
    page.locator("th button").nth(1).click()
    assert rows(page) == ascending[::-1]
    copied = page.evaluate("""() => new Promise((done) => {
        document.addEventListener("copy", (event) => setTimeout(() => done(event.clipboardData.getData("text/plain"))), { once: true });
        done(picture.facts.copied().text);
      })""")
    lines = [line.split("\t") for line in copied.split("\r\n")]
    assert lines[0][:3] == ["角色", "任务", "牵头"]
    assert [line[1] for line in lines[1:]] == ["'=1+1" if one == "=1+1" else one for one in rows(page)]
    assert {len(line) for line in lines} == {11}
    page.locator("#copy").click()
    assert "已复制 4 行" in page.locator("#told").inner_text()


def test_the_picture_is_saved_as_png_under_its_name(opened: Opened, tmp_path: Path) -> None:
    with opened.page.expect_download() as saved:
        opened.page.locator("#png").click()
    assert saved.value.suggested_filename == "示例市知识产权局：任务与分工.png"
    saved.value.save_as(tmp_path / "图.png")
    content = (tmp_path / "图.png").read_bytes()
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
    assert width > 1000
    assert height > 200


def test_links_of_little_weight_can_be_left_out(open_page: Open) -> None:
    again = tasks()[:1]
    opened = open_page(page_of(together_net([*tasks(), *again, *tasks()[1:2], *again])))
    assert opened.page.evaluate("picture.net.drawn.length") == 2
    opened.page.locator("#least").select_option(label="3 项（2 个机关）")
    assert opened.page.evaluate("picture.net.drawn.map((link) => link.weight)") == [3]


def test_what_was_left_out_at_first_is_drawn_and_found_once_it_is_wanted(open_page: Open) -> None:
    others = [row(number, f"示例市第{number}{side}局", "support", f"任务{number}") for number in range(100, 140) for side in "甲乙"]
    page = open_page(page_of(together_net([*tasks(), *tasks()[:1], *tasks_of(others)]))).page
    assert page.evaluate("picture.net.drawn.length") == 1
    page.locator("#least").select_option(index=0)
    page.evaluate("picture.net.network.moveTo({ scale: 1.5, position: picture.places[picture.nodes.find((node) => node.name === '示例市第139乙局').id] })")
    page.wait_for_timeout(100)
    x, y = middle_of(page, "示例市第139乙局")
    shades = page.evaluate(
        """([x, y]) => { const canvas = document.querySelector("#canvas canvas"), box = canvas.getBoundingClientRect();
             return new Set(canvas.getContext("2d").getImageData(x - box.x - 12, y - box.y, 24, 1).data).size; }""",
        [x, y],
    )
    assert shades > 3, "no name is drawn there"
    page.mouse.click(x, y)
    assert "原文第139段" in page.locator("#words").inner_text()


def test_time_line_and_tree_choose_rows_too(open_page: Open) -> None:
    held = tuple(task for task in tasks() if task.document == PLAN)
    opened = open_page(page_of(document_net([PicturedDocument(PLAN_IRI, PLAN, "", (), held, (), {("二",): "重点任务"})])))
    opened.page.locator("[data-view=times]").click()
    assert opened.page.locator("#times li").count() == 2
    opened.page.locator("#times button", has_text="2025—2027年").click()
    assert "原文第2段" in opened.words
    opened.page.locator("[data-view=tree]").click()
    assert "二、重点任务" in opened.page.locator("#tree").inner_text()
    opened.page.locator("#tree button.name", has_text=FINANCE).click()
    assert "原文第1段" in opened.words


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_is_wider_than_the_screen(open_page: Open, width: int) -> None:
    page = open_page(page_of(agency_net([IP], tasks_of([*ROWS, *HOSTILE_ROWS], DUES))), width=width).page
    for view in ("net", "times", "tree", "table"):
        page.locator(f"[data-view={view}]").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width, view
    page.locator("[data-view=net]").click()
    page.locator("#facts tbody tr").first.click()
    assert page.locator("#words blockquote").first.is_visible()


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


def test_without_scripts_everything_can_still_be_read(opened: Opened) -> None:
    browser = opened.page.context.browser
    assert browser
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(opened.path.as_uri())
    for words in ("原文第1段", "原文第2段", "2025—2027年", FINANCE):
        assert page.get_by_text(words).first.is_visible(), words
    context.close()


def test_a_thousand_nodes_answer_a_drag_at_once(open_page: Open) -> None:
    made = [row(number, agency, role, f"任务{number}") for number in range(800) for agency, role in ((IP, "lead"), (f"示例市第{number % 200}局", "support"))]
    opened = open_page(page_of(agency_net([IP], tasks_of(made))))
    assert opened.page.evaluate("picture.nodes.length") >= 1000
    longest = opened.page.evaluate("""() => {
        const times = [];
        for (let step = 0; step < 5; step += 1) {
          const began = performance.now();
          picture.net.network.moveTo({ position: { x: step * 40, y: step * 30 } });
          picture.net.network.canvas.body.emitter.emit("_redraw");
          times.push(performance.now() - began);
        }
        return times.sort((one, other) => one - other)[2];
      }""")
    assert longest < 100
    opened.page.locator("#find").fill("任务799")
    opened.page.keyboard.press("Enter")
    assert "原文第799段" in opened.words
