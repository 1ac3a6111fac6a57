"""Help laid out for people: two columns, lines broken between Chinese characters, each of which takes two columns of a terminal.

用法：policygraph 命令 [选项]. Needs no typer, so that `--help` and `ask` answer at once; the texts are those of `policygraph.messages`.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Sequence

from policygraph.messages import has, told
from queries.wording import Language

PROGRAM = "policygraph"
COMMON = (("--workspace DIR", "common.workspace"), ("--lang zh|en", "common.lang"), ("--quiet", "common.quiet"), ("--help", "common.help"))
ORDER = ("extract", "build", "forget", "report", "correct", "questions", "ask", "sparql", "analyse", "show", "serve", "export", "publish", "check")
"""The verbs in the order of a day's work: how help lists them."""


def help_of_program(language: Language) -> str:
    """What `policygraph --help` prints."""
    lines = first_lines([PROGRAM, told("help.verb_word")[language], told("help.options_word")[language]], ["program"], language)
    lines += section("help.verbs", [(verb, told(verb)[language]) for verb in ORDER], language)
    lines += section("help.common", [(option, told(key)[language]) for option, key in (*COMMON, ("--version", "common.version"))], language)
    lines += ["", *wrapped(told("help.more")[language], "", width()), *wrapped(told("help.exit")[language], "", width())]
    return "\n".join(lines) + "\n"


def help_of_verb(verb: str, arguments: Sequence[tuple[str, str]], options: Sequence[tuple[str, str]], language: Language) -> str:
    """What `policygraph VERB --help` prints."""
    pieces = [PROGRAM, verb, *([told("help.options_word")[language]] if options else []), *(one for one, _ in arguments)]
    lines = first_lines(pieces, [verb, f"{verb}.more"], language)
    lines += section("help.arguments", arguments, language) + section("help.options", options, language)
    lines += section("help.common", [(option, told(key)[language]) for option, key in COMMON], language)
    lines += section("help.example", [(told(f"{verb}.example")[language], "")], language)
    return "\n".join(lines) + "\n"


def first_lines(pieces: Sequence[str], keys: Sequence[str], language: Language) -> list[str]:
    """How it is called, and what it does."""
    lines = [told("help.usage")[language] + " ".join(pieces), ""]
    for key in keys:
        if has(key):
            lines += wrapped(told(key)[language], "  ", width())
    return lines


def section(title: str, rows: Sequence[tuple[str, str]], language: Language) -> list[str]:
    """A heading, and rows in two columns; nothing where there are no rows."""
    if not rows:
        return []
    left = min(max(columns_of(one) for one, _ in rows), 30)
    lines = ["", told(title)[language]]
    for one, words in rows:
        start = f"  {one}{' ' * (left - columns_of(one))}  "
        if not words:
            lines.append(start.rstrip())
        elif columns_of(one) > left:
            lines += [start.rstrip(), *wrapped(words, " " * (left + 4), width())]
        else:
            first, *rest = wrapped(words, " " * (left + 4), width())
            lines += [start + first.lstrip(), *rest]
    return lines


def width() -> int:
    """Columns of the terminal, within reason."""
    try:
        columns = int(os.environ.get("COLUMNS") or os.get_terminal_size().columns)
    except (OSError, ValueError):
        columns = 100
    return min(max(columns, 50), 120)


def columns_of(text: str) -> int:
    """How many columns a text takes: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def wrapped(text: str, indent: str, columns: int) -> list[str]:
    """Lines of at most so many columns: broken at spaces, and between Chinese characters, but not before a stop."""
    lines = [indent]
    for piece in _pieces(text):
        if columns_of(lines[-1]) + columns_of(piece.rstrip()) > columns and lines[-1].strip():
            lines.append(indent + piece.lstrip())
        else:
            lines[-1] += piece
    return [line.rstrip() for line in lines]


def _pieces(text: str) -> list[str]:
    """Words and characters that stay whole on a line, stops with what they follow."""
    pieces: list[str] = []
    for character in text:
        after = pieces[-1][-1] if pieces else " "
        if unicodedata.east_asian_width(character) in "WF":
            starts = character not in "，。；：、）”！？》" and after not in "（“《"
        else:
            starts = after == " " or columns_of(after) == 2
        if starts or not pieces:
            pieces.append(character)
        else:
            pieces[-1] += character
    return pieces
