"""The documentation says what is there: every command, option, question, reason and file that it names exists, and none is left out."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from bench.score import ROOT
from graph.schema import EDGES, NODES
from loaders import SUFFIXES
from ontology.records import Reason, Unresolved
from queries.catalogue import catalogue

PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md")), ROOT / "examples" / "README.md"]
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
OPTION = re.compile(r"--[a-z][a-z-]*")
CALL = re.compile(r"policygraph((?: +[^`\s|&;#<>]+)+)")


@cache
def help_of(*verbs: str) -> str:
    """What `policygraph … --help` prints, in English, without colours and unbroken."""
    environment = {**os.environ, "POLICYGRAPH_LANG": "en", "COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "policygraph", *verbs, "--help"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@cache
def verbs() -> tuple[str, ...]:
    """The verbs that the program lists."""
    _, _, listed = help_of().partition("Commands:")
    found = re.findall(r"^ {1,4}([a-z]+)\b", listed, re.MULTILINE)
    assert "ask" in found
    return tuple(dict.fromkeys(found))


def options_of(verb: str) -> set[str]:
    known = set(OPTION.findall(help_of())) | set(OPTION.findall(help_of(verb))) | {"--help"}
    if verb == "ask":
        known |= {f"--{parameter.name}" for question in catalogue() for parameter in question.parameters}
    if verb == "show":
        known |= {option for kind in ("agency", "document", "together", "citations", "question") for option in OPTION.findall(help_of("show", kind))}
        known |= {f"--{parameter.name}" for question in catalogue() for parameter in question.parameters}
    return known


def calls() -> list[tuple[str, list[str]]]:
    """Each command line in the docs that is meant to be typed: (page, words after `policygraph`)."""
    found = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        code = re.findall(r"```sh\n(.*?)```", text, re.DOTALL) + re.findall(r"`(policygraph [^`]+)`", text)
        found += [(page.name, match[1].split()) for block in code for line in block.splitlines() for match in CALL.finditer(line)]
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_that_a_page_names_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    linked = [target for target in re.findall(r"\]\(([^)#\s]+)", text) if "://" not in target]
    missing = [target for target in linked if not (page.parent / target).exists()]
    named = re.findall(r"`((?:policygraph|queries|graph|grammar|loaders|ontology|bench|docs|tests|examples)/[\w./-]+)`", text)
    missing += [name for name in named if not (ROOT / name).exists()]
    assert not missing


def test_every_make_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {name for page in PAGES for name in re.findall(r"(?:^|`)make ([a-z]+)", page.read_text(encoding="utf-8"), re.MULTILINE)}
    assert {"demo", "test"} <= named <= targets


def test_every_verb_has_a_section_of_its_own_and_no_other() -> None:
    assert sorted(re.findall(r"^## ([a-z]+)$", COMMANDS, re.MULTILINE)) == sorted(verbs())


def test_every_verb_and_option_in_a_command_line_exists() -> None:
    wrong = []
    for page, words in calls():
        verb = next((word for word in words if word in verbs()), None)
        if verb is None:
            wrong.append(f"{page}: policygraph {' '.join(words)}")
            continue
        wrong += [f"{page}: {verb} {option}" for option in OPTION.findall(" ".join(words)) if option not in options_of(verb) | {"--parameter"}]
    assert calls()
    assert not wrong


def test_every_option_of_a_verb_is_in_its_section_and_exists() -> None:
    common = set(OPTION.findall(help_of())) | {"--help"}
    for section in re.split(r"^## ", COMMANDS, flags=re.MULTILINE)[1:]:
        verb = section.split()[0]
        named = set(OPTION.findall(section))
        assert named <= options_of(verb), verb
        assert set(OPTION.findall(help_of(verb))) - common <= named | {"--help"}, verb
    assert {"--workspace", "--lang", "--quiet"} <= set(OPTION.findall(COMMANDS))


def test_every_question_and_its_parameters_are_documented() -> None:
    for question in catalogue():
        [row] = [line for line in COMMANDS.splitlines() if line.startswith(f"| `{question.name}` |")]
        assert set(OPTION.findall(row)) == {f"--{parameter.name}" for parameter in question.parameters}
        assert question.title.zh in row


def test_every_reason_is_explained_and_no_other() -> None:
    page = (ROOT / "docs" / "evidence.md").read_text(encoding="utf-8")
    rows = set(re.findall(r"^\| `([a-z-]+)` \|", page, re.MULTILINE))
    assert rows == {str(value) for value in (*Reason, *Unresolved)}


def test_every_kind_of_node_and_edge_is_shown() -> None:
    page = (ROOT / "docs" / "ontology.md").read_text(encoding="utf-8")
    for name in (*(node.name for node in NODES), *(edge.name for edge in EDGES)):
        assert re.search(rf"\b{name}\b", page), name


def test_every_suffix_that_is_read_is_named() -> None:
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`(\.[a-z]+)`", page.split("##")[1])) == set(SUFFIXES)


def test_the_readme_starts_in_chinese_and_has_both_commands() -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.search(r"[\u4e00-\u9fff]", page.splitlines()[2])
    assert "make demo" in page
    assert "make test" in page


def test_pictures_in_the_docs_are_small_enough_to_be_looked_at() -> None:
    sizes = {path.name: path.stat().st_size for path in (ROOT / "docs" / "images").glob("*.png")}
    assert sizes
    assert {name for name, size in sizes.items() if size > 150_000} == set()
