"""One PNG of each kind of picture, from the invented city, for the README: docs/images/agency.png and the others.

    python tools/pictures.py FOLDER

Opens the pages that `policygraph show` writes in headless Chromium at one size, and keeps few colours so that the files stay small.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from policygraph.cli import main as policygraph
from policygraph.pipeline import build

ROOT = Path(__file__).resolve().parent.parent
AGENCY, PLAN = "示例市知识产权局", "示例市建设知识产权强市行动计划"
SHOTS = (
    ("agency", ["agency", AGENCY], "net", ""),
    ("document", ["document", PLAN], "net", "tbody tr"),
    ("timeline", ["document", PLAN], "times", ""),
    ("tree", ["document", PLAN], "tree", ""),
    ("together", ["together"], "net", ""),
    ("citations", ["citations", "--include", "repealed"], "net", ""),
    ("question", ["question", "group-members"], "net", ""),
)
"""Name of the file, what is shown, in which view, and what is clicked before the picture is taken."""
WIDTH, HEIGHT, COLOURS = 1200, 720, 96
QUIET = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync --disable-lcd-text"


def main(folder: Path) -> int:
    """Builds the city into a folder that goes again, and writes the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    executable = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory(prefix="policygraph-docs-") as place, sync_playwright() as playwright:
        workspace = Path(place, "workspace")
        build([ROOT / "examples" / "documents"], workspace)
        browser = playwright.chromium.launch(executable_path=executable, args=QUIET.split())
        for name, words, view, clicked in SHOTS:
            html = Path(place, f"{name}.html")
            if code := policygraph(["--workspace", str(workspace), "--quiet", "show", *words, "-o", str(html)]):
                return code
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            page.goto(html.as_uri())
            page.locator(f"[data-view={view}]").click()
            if clicked:
                page.locator(clicked).first.click()
            page.mouse.move(0, HEIGHT - 1)
            page.evaluate("document.activeElement.blur()")
            page.wait_for_timeout(200)
            taken = Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
            taken.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(folder / f"{name}.png", optimize=True)
            page.close()
        browser.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
