"""How long people wait for a picture: until its first stroke, and from a movement of the pointer to the picture that follows it.

    python -m bench.pictures [WORKSPACE]

Nets of a thousand and more nodes are made up of tasks, agencies and documents as the real ones are; with a workspace, its pictures
are measured too. The peer is the plain page that pyvis writes of the same nodes and links (its own drawing and physics). Both are
opened in headless Chromium in turn. Requests are counted: the page may make none beyond itself. Exit code 1 where a target is missed.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from bench.table import Measure, show
from graph.pictures.answer import AnswerColumn, answer_net
from graph.pictures.citations import citations_net
from graph.pictures.net import Net
from graph.pictures.page import page_of
from graph.pictures.together import together_net
from graph.words import Words
from queries.picturing import tasks_together
from queries.picturing_citations import citation_rows

SIZES = (200, 1_000, 5_000, 20_000)
PEER_UP_TO = 1_000
"""The peer's physics hold its first stroke back for minutes beyond this."""
PATIENCE = 30.0
FIRST, DRAG = 2.0, 0.1
"""Seconds that a thousand nodes may take until the first stroke, and to answer a drag."""
MOVES, ROUNDS = 40, 3
"""Movements of one drag; looks at one page, the quickest of which counts for its first stroke: the rest of the machine is not ours."""
_QUIET = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"
_WATCH = """
  window.strokes = null;
  const stroke = CanvasRenderingContext2D.prototype.stroke;
  CanvasRenderingContext2D.prototype.stroke = function (...given) {
    if (window.strokes === null && this.canvas.isConnected) window.strokes = performance.now();
    return stroke.apply(this, given);
  };
"""
_LISTEN = """
  () => {
    const net = typeof picture === "undefined" ? network : picture.net.network;
    window.waits = [];
    let moved = null;
    window.addEventListener("pointermove", (event) => { moved ??= event.timeStamp; }, true);
    net.on("afterDrawing", () => { if (moved !== null) { window.waits.push(performance.now() - moved); moved = null; } });
  }
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a browser saw of one page: seconds, and how much it asked for beyond the page itself."""

    first: float | None
    """Until the first stroke; null where there was none in time."""
    drag: float
    requests: int


def main(workspace: Path | None) -> int:
    """Measures each net, prints the table and tells whether the targets are met."""
    with tempfile.TemporaryDirectory(prefix="policygraph-bench-") as folder:
        measures = [measure for name, net in _nets(workspace) for measure in _measured(name, net, Path(folder))]
    return show("图 / pictures in headless Chromium", measures)


def _nets(workspace: Path | None) -> Iterator[tuple[str, Net]]:
    for size in SIZES:
        yield f"{size} nodes", made_up(size)
    if workspace is not None:
        yield "show together", together_net(tasks_together(workspace, allow_marked=True)[0])
        yield "show citations", citations_net(citation_rows(workspace, allow_marked=True)[0])


def made_up(size: int) -> Net:
    """A net of so many nodes: of twenty, sixteen are tasks, three agencies and one a document; a task has two agencies."""
    tasks, agencies, documents = size * 16 // 20, size * 3 // 20, size // 20
    columns = [
        AnswerColumn("agency", Words("机关", "agency"), "agency", "names"),
        AnswerColumn("role", Words("角色", "role"), "", "role"),
        AnswerColumn("task", Words("任务", "task"), "task", "names"),
        AnswerColumn("document", Words("文件", "document"), "document", "names"),
    ]
    rows = []
    for task in range(tasks):
        document = task * documents // tasks
        words = f"推进第{task}项试验平台建设，完善服务体系"
        for role, agency in (("lead", document * 3 + task % 3), ("support", (document * 3 + 5 + task // 3) % agencies)):
            rows.append((f"示例市第{agency}试验局", role, words, f"示例市第{document}号行动计划"))
    return answer_net("", Words(f"{size}个节点", f"{size} nodes"), columns, rows)


def _measured(name: str, net: Net, folder: Path) -> Iterable[Measure]:
    began = time.perf_counter()
    ours = folder / "ours.html"
    ours.write_text(page_of(net), encoding="utf-8")
    made = time.perf_counter() - began
    looks = [_look(ours) for _ in range(ROUNDS)]
    first, drag = min(seen.first or PATIENCE for seen in looks), median(seen.drag for seen in looks)
    size = f"{ours.stat().st_size / 1e6:.1f} MB, {len(net.nodes)} nodes, {len(net.links)} links, {len(net.facts)} rows"
    thousand = len(net.nodes) <= 1_000
    yield Measure(f"{name}: 做成 / made", made, size)
    yield Measure(f"{name}: 首笔 / first stroke", first, "" if first < PATIENCE else f"> {PATIENCE:g} s", most=FIRST if thousand else None)
    yield Measure(f"{name}: 拖动 / drag", drag, most=DRAG if thousand else None)
    yield Measure(f"{name}: 请求 / requests", max(seen.requests for seen in looks), unit="", most=0)
    if len(net.nodes) <= PEER_UP_TO:
        plain = folder / "pyvis.html"
        began = time.perf_counter()
        plain.write_text(_plain(net), encoding="utf-8")
        yield Measure(f"{name}: pyvis 做成 / made", time.perf_counter() - began, f"{plain.stat().st_size / 1e6:.1f} MB")
        peer = _look(plain)
        yield Measure(f"{name}: pyvis 首笔 / first stroke", peer.first or PATIENCE, "" if peer.first else f"> {PATIENCE:g} s")
        yield Measure(f"{name}: pyvis 拖动 / drag", peer.drag, "" if peer.drag < PATIENCE else f"> {PATIENCE:g} s")
        yield Measure(f"{name}: pyvis 请求 / requests", peer.requests, unit="")


def _plain(net: Net) -> str:
    """The page that pyvis writes by itself."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line", height="800px")
    for place, node in enumerate(net.nodes):
        network.add_node(place, label=node.name, title=node.name)
    for link in net.links:
        network.add_edge(link.source, link.target, title=link.role)
    return str(network.generate_html())


def _look(path: Path) -> Seen:
    """Opens the page, waits for its first stroke, drags the sheet about."""
    from playwright.sync_api import sync_playwright

    executable = shutil.which("chromium") or shutil.which("google-chrome")
    requests: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=_QUIET.split())
        page: Any = browser.new_page(viewport={"width": 1280, "height": 800})
        page.on("request", lambda request: requests.append(request.url))
        page.route("http*://**", lambda route: route.abort())  # refused at once: nobody's first stroke waits for a network that is not there
        page.add_init_script(_WATCH)
        page.set_default_timeout(PATIENCE * 1000)
        try:
            page.goto(path.as_uri(), wait_until="load", timeout=PATIENCE * 1000)
            page.wait_for_function("window.strokes !== null", timeout=PATIENCE * 1000)
        except Exception as error:  # noqa: BLE001 -- a peer that never draws is a result, not a failure
            print(f"· {path.name}: {type(error).__name__}", file=sys.stderr)
            browser.close()
            return Seen(None, PATIENCE, len(requests) - 1)
        page.evaluate(_LISTEN)
        page.mouse.move(420, 180)
        page.mouse.down()
        for step in range(MOVES):
            page.mouse.move(420 + 6 * (step % 20), 180 + 4 * (step % 15))
            page.wait_for_timeout(16)
        page.mouse.up()
        page.wait_for_timeout(1_000)
        first, waits = page.evaluate("[window.strokes, window.waits]")
        browser.close()
    return Seen(first / 1000, median(waits) / 1000 if waits else PATIENCE, len([url for url in requests if url != path.as_uri()]))


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
