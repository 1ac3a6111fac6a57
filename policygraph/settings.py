"""What holds for every verb: the workspace, the language, and whether to be quiet. `--workspace`, `--lang`, `--quiet` may stand anywhere.

The language is that of `--lang`, else of `$POLICYGRAPH_LANG`, else of the locale; a machine that names no language (LANG=C) speaks
Chinese, as the documents do. Refuses a language other than zh and en.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from policygraph.messages import told
from queries.wording import Language, Wording


class WrongUseError(Exception):
    """The command line was called wrongly; `words` says how and what to write instead."""

    def __init__(self, words: Wording, verb: str = "") -> None:
        super().__init__(str(words))
        self.words = words
        self.verb = verb


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for the whole run."""

    workspace: Path
    language: Language
    quiet: bool

    def say(self, words: Wording) -> str:
        return words[self.language]


def taken_from(arguments: Sequence[str]) -> tuple[Settings, list[str]]:
    """The settings, and the arguments without them. What follows `--` is left alone."""
    values: dict[str, str] = {}
    quiet = False
    rest: list[str] = []
    waiting = list(arguments)
    while waiting:
        argument = waiting.pop(0)
        name, equals, value = argument.partition("=")
        if argument == "--":
            rest += [argument, *waiting]
            break
        if argument == "--quiet":
            quiet = True
        elif name in ("--workspace", "--lang"):
            if not equals and not waiting:
                raise WrongUseError(told("usage.value", option=name))
            values[name] = value if equals else waiting.pop(0)
        else:
            rest.append(argument)
    workspace = values.get("--workspace") or os.environ.get("POLICYGRAPH_WORKSPACE") or ".policygraph"
    return Settings(Path(workspace).absolute(), _language(values.get("--lang")), quiet), rest


def language_at_first(arguments: Sequence[str]) -> Language:
    """The language in which to complain about the call itself, before it is understood."""
    asked = [after for option, after in pairwise(arguments) if option == "--lang"]
    for given in (*asked, os.environ.get("POLICYGRAPH_LANG")):
        if given == "zh":
            return "zh"
        if given == "en":
            return "en"
    return language_of_the_machine()


def language_of_the_machine() -> Language:
    """The language of the environment; Chinese where it names none."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return _of_locale(value)
    if sys.platform == "win32":
        import locale

        return _of_locale(locale.getlocale()[0] or "")
    return "zh"


def _language(asked: str | None) -> Language:
    for given, where in ((asked, "--lang"), (os.environ.get("POLICYGRAPH_LANG"), "POLICYGRAPH_LANG")):
        if given == "zh":
            return "zh"
        if given == "en":
            return "en"
        if given:
            raise WrongUseError(told("usage.language", where=where, given=given))
    return language_of_the_machine()


def _of_locale(name: str) -> Language:
    plain = name.partition(".")[0].lower()
    return "zh" if plain in ("", "c", "posix") or plain.startswith(("zh", "chinese")) else "en"
