"""Help is whole in both languages: every verb, every option and every parameter of a question is explained, and the language is the user's."""

from __future__ import annotations

import re

import pytest
import typer

from policygraph import messages, pages
from policygraph.asking import _OPTIONS
from policygraph.cli import application, main
from policygraph.showing import KINDS
from queries.catalogue import catalogue
from queries.wording import Language
from tests.policygraph.conftest import Run

CHINESE = re.compile(r"[\u4e00-\u9fff]")
VERBS = [*(verb for verb in pages.ORDER if verb != "show"), *(f"show {kind}" for kind in KINDS)]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


def help_of(capsys: pytest.CaptureFixture[str], language: str, *words: str) -> str:
    assert main(["--lang", language, *words, "--help"]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    return printed.out


def test_every_verb_of_the_program_is_listed_and_no_other() -> None:
    command = typer.main.get_command(application())
    assert sorted({*getattr(command, "commands", {}), "ask"}) == sorted(pages.ORDER)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_program_lists_its_verbs_with_a_line_each(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, language: Language) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    text = help_of(capsys, language)
    for verb in pages.ORDER:
        assert re.search(rf"^  {verb} +{re.escape(messages.told(verb)[language])}$", text, re.MULTILINE), verb
    for option in ("--workspace", "--lang", "--quiet", "--help", "--version"):
        assert option in text
    assert bool(CHINESE.search(text)) == (language == "zh")


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself_in_both_languages(capsys: pytest.CaptureFixture[str], verb: str) -> None:
    chinese, english = (help_of(capsys, language, *verb.split()) for language in LANGUAGES)
    assert chinese.startswith(f"用法：policygraph {verb}")
    assert english.startswith(f"Usage: policygraph {verb}")
    assert CHINESE.search(chinese)
    assert not CHINESE.search(english.partition("Example:")[0])
    assert re.findall(r"--[a-z]+", chinese) == re.findall(r"--[a-z]+", english)


@pytest.mark.parametrize("verb", VERBS)
def test_every_option_has_words_in_both_languages(verb: str) -> None:
    command = typer.main.get_command(application())
    for word in verb.split() if verb != "ask" else ():
        command = getattr(command, "commands")[word]  # noqa: B009
    names = [option.partition(" ")[0].removeprefix("--") for option in _OPTIONS] if verb == "ask" else [str(one.name) for one in command.params]
    for name in names:
        words = messages.told(f"{verb}.{'format' if name == 'form' else name}")
        assert words.zh
        assert words.en


@pytest.mark.parametrize("question", catalogue(), ids=lambda question: question.name)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_lists_its_parameters(capsys: pytest.CaptureFixture[str], question: object, language: Language) -> None:
    name, parameters = getattr(question, "name"), getattr(question, "parameters")  # noqa: B009
    text = help_of(capsys, language, "ask", name)
    flat = re.sub(r"\s+", "", text)
    for parameter in parameters:
        assert f"--{parameter.name}" in text
        assert re.sub(r"\s+", "", parameter.help[language]) in flat
        assert (parameter.default or parameter.example) in text


def test_every_text_is_there_in_both_languages_with_the_same_blanks() -> None:
    for key, (zh, en) in messages._messages().items():
        assert zh, key
        assert en, key
        if key not in ("totals", "changes.totals") and "{listed}" not in zh:
            assert set(re.findall(r"{(\w+)", zh)) == set(re.findall(r"{(\w+)", en)), key


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "C"}, "zh"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW.UTF-8"}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "POLICYGRAPH_LANG": "zh"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "POLICYGRAPH_LANG": "en"}, "en"),
    ],
)
def test_the_language_is_that_of_the_user(run: Run, environment: dict[str, str], language: str) -> None:
    done = run("--help", environment=environment)
    assert done.returncode == 0
    assert done.stdout.startswith("用法" if language == "zh" else "Usage")


def test_a_language_that_is_not_spoken_is_refused(run: Run) -> None:
    done = run("--lang", "fr", "--help")
    assert done.returncode == 2
    assert "zh、en" in done.stderr
    assert run("--help", environment={"POLICYGRAPH_LANG": "fr"}).returncode == 2


def test_help_fits_the_terminal_in_columns_not_characters(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "72")
    for verb in VERBS:
        text = help_of(capsys, "zh", *verb.split())
        assert max(pages.columns_of(line) for line in text.splitlines() if "例" not in line and "policygraph" not in line) <= 74
