"""The verb that asks: `ask NAME --PARAMETER VALUE`.

A question's parameters are options of `ask`: `ask tasks-led-by --agency 市知识产权局`. What is no parameter of the question is refused
with those that it has. Nothing here imports what the embedded snapshot does not need.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from policygraph import console, pages, tables
from policygraph.messages import told
from policygraph.pages import COMMON, PROGRAM, section, width, wrapped
from policygraph.settings import Settings, WrongUseError
from queries.answering import LIMIT, TIMEOUT, Answer
from queries.head import Column, Question
from queries.wording import Wording

_SUFFIXES = {".tsv": "tsv", ".json": "json", ".csv": "csv", ".xlsx": "xlsx"}
_HELP = ("--help", "-h")
_WRITTEN = {"agencies": "agency", "day": "date"}
"""What people write for a parameter of that type."""
_OPTIONS = (
    "--include WHAT,WHAT",
    "--on embedded|sparql|BOLT-URI",
    "--database NAME",
    "--limit N",
    "--timeout SECONDS",
    "--format FORMAT",
    "--output FILE",
    "--allow-marked",
)
_FLAGS = ("allow-marked",)


def ask(arguments: list[str], settings: Settings) -> int:
    """`policygraph ask …`, without typer: whoever asks does not wait for what only the other verbs need."""
    called = read_call(arguments)
    if called.name is None:
        if not called.helping:
            raise WrongUseError(told("usage.missing", what="NAME"), "ask")
        rows = [(written, told(f"ask.{_long(written)}")[settings.language]) for written in _OPTIONS]
        console.out(pages.help_of_verb("ask", [("NAME [--PARAMETER VALUE]…", told("ask.arguments")[settings.language])], rows, settings.language))
        return 0
    from queries.catalogue import question

    asked = question(called.name, settings.workspace)
    if called.helping:
        console.out(_help_of(asked, settings))
        return 0
    parameters = parameters_of(asked, called.values)
    output = Path(called.options["output"]) if "output" in called.options else None
    form = format_for(called.options.get("format"), output, tables.FORMATS, "ask")
    if form == "xlsx" and output is None and console.to_terminal():
        raise WrongUseError(told("xlsx.output"), f"ask {called.name}")
    limit, timeout = _number(called, "limit", LIMIT), _number(called, "timeout", TIMEOUT)
    from queries.answering import ask as answer_of

    on, database = called.options.get("on", "embedded"), called.options.get("database")
    answer = answer_of(
        settings.workspace,
        called.name,
        parameters,
        on=on,
        database=database,
        limit=int(limit),
        timeout=timeout,
        include=included(called.options.get("include", "")),
        allow_marked="allow-marked" in called.options,
    )
    for one in answer.remarks:
        console.remark(settings, one)
    _give(settings, answer, form, output)
    return 0


def format_for(given: str | None, output: Path | None, known: tuple[str, ...], verb: str) -> str:
    """The form that was asked for; else that of the file's suffix; else a table for a person and TSV for a program."""
    if given is not None:
        if given not in known:
            raise WrongUseError(told("usage.invalid", what="--format", message=told("usage.choice", given=given, choices="、".join(known)).zh), verb)
        return given
    if output is not None:
        return _SUFFIXES.get(output.suffix.lower(), "tsv")
    return "table" if console.to_terminal() else "tsv"


def give(settings: Settings, columns: tuple[Column, ...], rows: Any, form: str, output: Path | None) -> None:
    """Rows to stdout, or to a file."""
    if output is not None:
        text = tables.as_text("tsv" if form == "table" else form, columns, rows, settings.language)
        with console.opened_for_writing(output) as file:
            file.write(text)
        console.remark(settings, told("written", path=output))
    elif form == "table":
        tables.print_table(columns, rows, settings.language)
    else:
        console.out(tables.as_text(form, columns, rows, settings.language))


def option_of(parameter: str) -> str:
    """A parameter's name as an option: `due_before` is `--due-before`."""
    return parameter.replace("_", "-")


@dataclass(slots=True)
class Call:
    """`ask …` taken apart: the question, its parameters as they were written, the options of `ask` itself."""

    name: str | None = None
    values: dict[str, str] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)
    helping: bool = False


def read_call(arguments: Sequence[str]) -> Call:
    """Takes the words apart. A value may begin with a hyphen; what is no option of `ask` is a parameter of the question."""
    call = Call()
    known = {f"--{_long(written)}": _long(written) for written in _OPTIONS} | {"-o": "output"}
    waiting = list(arguments)
    while waiting:
        word = waiting.pop(0)
        if word in _HELP:
            call.helping = True
        elif (word.startswith("--") and len(word) > 2) or word in known:
            option, equals, value = word.partition("=")
            if not equals and known.get(option) not in _FLAGS:
                if not waiting:
                    raise WrongUseError(told("usage.value", option=option), f"ask {call.name or ''}".strip())
                value = waiting.pop(0)
            kept, key = (call.options, known[option]) if option in known else (call.values, option)
            if key in kept:
                raise WrongUseError(told("usage.twice", option=option), f"ask {call.name or ''}".strip())
            kept[key] = value
        elif word == "--":
            continue
        elif call.name is None and not word.startswith("-"):
            call.name = word
        else:
            raise WrongUseError(told("usage.extra", extra=word), f"ask {call.name or ''}".strip())
    return call


def _long(written: str) -> str:
    return written.partition(" ")[0].removeprefix("--")


def included(written: str) -> tuple[str, ...]:
    """What `--include` names: repealed,classes."""
    return tuple(filter(None, written.replace("，", ",").replace(" ", "").split(",")))


def _number(call: Call, option: str, default: float) -> float:
    given = call.options.get(option)
    if given is None:
        return default
    try:
        number = float(given) if option == "timeout" else int(given)
    except ValueError:
        number = -1
    if not 0 <= number < float("inf"):
        words = told("usage.number", given=given)
        raise WrongUseError(Wording(f"--{option}：{words.zh}", f"--{option}: {words.en}"), "ask")
    return number


def parameters_of(asked: Question, values: dict[str, str]) -> dict[str, str]:
    """The values by the names of the question's parameters; refuses an option that it does not have, with what is near."""
    options = {f"--{option_of(one.name)}": one.name for one in asked.parameters}
    for option in values:
        if option not in options:
            from difflib import get_close_matches

            words = told("usage.option", option=option)
            near = get_close_matches(option, [*options, *(written.partition(" ")[0] for written in _OPTIONS)], n=1)
            more = told("usage.near", near=near[0] if near else "、".join(options)) if near or options else Wording("", "")
            raise WrongUseError(Wording(words.zh + more.zh, words.en + more.en), f"ask {asked.name}")
    return {options[option]: value for option, value in values.items()}


def _help_of(asked: Question, settings: Settings) -> str:
    """`ask NAME --help`: the question, its parameters with default and example, its columns, and the options of `ask`."""
    language = settings.language
    parameters = []
    for one in asked.parameters:
        words = one.help[language]
        choices = "、".join(filter(None, one.choices)) if isinstance(one.choices, tuple) else ""
        notes = [choices, told("help.default", value=one.default)[language] if one.default else ""]
        notes.append(told("help.for_example", value=one.example)[language] if one.example and one.example != one.default else "")
        parameters.append(
            (
                f"--{option_of(one.name)} {_WRITTEN.get(one.type, one.type).upper()}",
                words + "".join(f"（{note}）" if language == "zh" else f" ({note})" for note in notes if note),
            )
        )
    options = [(written, told(f"ask.{_long(written)}")[language]) for written in _OPTIONS]
    lines = pages.first_lines([PROGRAM, "ask", asked.name, told("help.options_word")[language]], [], language)
    lines += [*wrapped(asked.title[language], "  ", width()), *wrapped(asked.help[language], "  ", width())]
    lines += section("help.parameters", parameters, language)
    lines += section("help.columns", [(one.name, one.title[language]) for one in asked.columns], language)
    lines += section("help.options", options, language)
    lines += section("help.common", [(option, told(key)[language]) for option, key in COMMON], language)
    example = " ".join([PROGRAM, "ask", asked.name, *(f"--{option_of(one.name)} {one.example or one.default}" for one in asked.parameters if one.example)])
    lines += section("help.example", [(example, "")], language)
    return "\n".join(lines) + "\n"


def _give(settings: Settings, answer: Answer, form: str, output: Path | None) -> None:
    if form == "table" and output is None and not answer.rows:
        console.remark(settings, told("no_rows"))
        return
    columns, rows = answer.for_people() if form in tables.FOR_PEOPLE else (answer.columns, answer.rows)
    if form == "xlsx":
        _give_workbook(settings, answer, columns, rows, output)
        return
    give(settings, columns, rows, form, output)
    if form == "table" and output is None:
        console.remark(settings, told("rows", count=len(answer.rows)))


def _give_workbook(settings: Settings, answer: Answer, columns: Sequence[Column], rows: Sequence[Any], output: Path | None) -> None:
    from policygraph.ledger import as_xlsx, notes

    data = as_xlsx(columns, rows, settings.language, answer.question.title[settings.language], notes(answer, settings.language))
    if output is None:
        console.out_bytes(data)
        return
    with console.opened_for_writing(output, binary=True) as file:
        file.write(data)
    console.remark(settings, told("written", path=output))
