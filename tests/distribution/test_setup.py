"""The set-up: every requirement is pinned, no address stands anywhere in it, and what may not be installed is said in plain words."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PINS = [line for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def test_every_line_of_the_constraints_is_one_version() -> None:
    assert [line for line in PINS if not re.fullmatch(r"[a-z0-9-]+==[0-9][0-9a-z.+]*", line)] == []
    assert sorted(PINS) == PINS


def test_every_requirement_is_pinned() -> None:
    pinned = {line.partition("==")[0] for line in PINS}
    wanted = [*PROJECT["dependencies"], *(one for extra in PROJECT["optional-dependencies"].values() for one in extra)]
    assert {re.split(r"[\[<>=]", one)[0].lower() for one in wanted} - pinned == {"policygraph"}


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt", "Makefile", "tools/need", "tools/quietly", ".ci/run"])
def test_no_address_stands_in_the_set_up(name: str) -> None:
    assert not re.search(r"https?://|--index-url|--find-links|--hash", (ROOT / name).read_text(encoding="utf-8"))


def need(tmp_path: Path, *checks: str) -> subprocess.CompletedProcess[str]:
    """Runs tools/need on a machine that has next to nothing."""
    for command in ("bash", "mktemp", "rm", "id"):
        (tmp_path / command).symlink_to(shutil.which(command) or f"/bin/{command}")
    words = [str(ROOT / "tools" / "need"), "测试用 / for the tests", *checks]
    return subprocess.run([str(tmp_path / "bash"), *words], env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False)


def test_what_is_there_is_not_installed(tmp_path: Path) -> None:
    done = need(tmp_path, "true", "some-package")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_without_a_package_manager_it_says_what_to_install(tmp_path: Path) -> None:
    done = need(tmp_path, "false", "some-package its-font", "true", "what-is-there", "false", "another")
    assert done.returncode == 1
    assert "缺少 some-package its-font another（测试用 / for the tests）" in done.stderr
    assert "apt-get install some-package its-font another\n" in done.stderr
