"""Typer's commands with help and complaints in the language of the user: 用法：policygraph build [选项] [PATH]…

Help is laid out here because typer's own counts a Chinese character as one column and speaks English only. The texts are those of
`policygraph.messages`, found by the name of the verb and of the parameter; a verb without one fails the tests.
"""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from policygraph import pages
from policygraph.messages import told
from policygraph.settings import Settings, WrongUseError
from queries.wording import Language, Wording

_KEYS = {"form": "format"}  # parameters whose option has a name that Python uses otherwise


class Verb(TyperCommand):
    """One verb; its help is laid out by `help_of_verb`."""

    def get_help(self, ctx: Any) -> str:
        return _help_of_verb(self, ctx, settings_of(ctx).language).rstrip()


class Verbs(TyperGroup):
    """A verb with kinds of its own (`show`); the program's own help is `policygraph.pages.help_of_program`."""

    def get_help(self, ctx: Any) -> str:
        return _help_of_verbs(self, ctx, settings_of(ctx).language).rstrip()


def settings_of(context: typer.Context) -> Settings:
    """What holds for the run."""
    found = context.find_object(Settings)
    assert found is not None
    return found


def verb_of(context: typer.Context) -> str:
    """The words of the verb without the program's name: `show agency`."""
    return context.command_path.removeprefix(pages.PROGRAM).strip()


def _help_of_verbs(group: TyperGroup, context: typer.Context, language: Language) -> str:
    verb = verb_of(context)
    lines = pages.first_lines([context.command_path, told("help.verb_word")[language], told("help.options_word")[language]], [verb], language)
    lines += pages.section("help.verbs", [(name, told(f"{verb} {name}")[language]) for name in group.commands], language)
    lines += pages.section("help.example", [(told(f"{verb}.example")[language], "")], language)
    return "\n".join(lines) + "\n"


def _help_of_verb(command: TyperCommand, context: typer.Context, language: Language) -> str:
    verb = verb_of(context)
    arguments: list[tuple[str, str]] = []
    options: list[tuple[str, str]] = []
    for parameter in command.params:
        name = str(parameter.name)
        words = told(f"{verb}.{_KEYS.get(name, name)}")[language]
        if parameter.param_type_name == "argument":
            arguments.append((str(parameter.metavar), words))
        else:
            metavar = "" if getattr(parameter, "is_flag", False) else f" {parameter.metavar}"
            options.append((", ".join(reversed(parameter.opts)) + metavar, words))
    return pages.help_of_verb(verb, arguments, options, language)


def problem(error: Exception) -> WrongUseError | None:
    """A complaint of typer's in both languages; null where the error is none."""
    if isinstance(error, WrongUseError):
        return error
    if not hasattr(error, "format_message"):
        return None
    context = getattr(error, "ctx", None)
    verb = verb_of(context) if context is not None else ""
    return WrongUseError(_words(error), verb)


def _words(error: Any) -> Wording:
    kind = type(error).__name__
    if kind == "NoSuchOption":
        near = list(getattr(error, "possibilities", None) or [])
        words = told("usage.option", option=error.option_name)
        return _joined(words, told("usage.near", near=near[0])) if near else words
    if kind == "MissingParameter":
        return told("usage.missing", what=_named(error))
    if kind == "BadOptionUsage":
        return told("usage.value", option=error.option_name)
    if kind == "BadParameter":
        return told("usage.invalid", what=_named(error), message=error.message)
    message = error.format_message()
    for beginning, key, blank in (("No such command ", "usage.verb", "verb"), ("Got unexpected extra argument(s) ", "usage.extra", "extra")):
        if message.startswith(beginning):
            return told(key, **{blank: message.removeprefix(beginning).partition(". Did")[0].strip("'().")})
    return told("usage.no_verb") if message.startswith("Missing command") else Wording(message, message)


def _named(error: Any) -> str:
    parameter = getattr(error, "param", None)
    if parameter is None:
        return str(getattr(error, "param_hint", None) or "")
    return str(parameter.metavar) if parameter.param_type_name == "argument" else str(parameter.opts[-1])


def _joined(first: Wording, second: Wording) -> Wording:
    return Wording(first.zh + second.zh, first.en + second.en)
