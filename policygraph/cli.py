"""The command line: one verb a wish. `main` finds the language, lets typer find the verb, and turns errors into one clear message.

    policygraph build 文件夹
    policygraph ask tasks-led-by --agency 市知识产权局

Refuses nothing by itself; what users can mend ends in exit code 2 without a traceback, bugs of ours keep theirs.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policygraph import console, pages
from policygraph.messages import told
from policygraph.settings import Settings, WrongUseError, language_at_first, taken_from
from queries.wording import Wording

if TYPE_CHECKING:
    import typer


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit code."""
    console.speak_utf8()
    words = sys.argv[1:] if arguments is None else list(arguments)
    settings = Settings(Path(), language_at_first(words), quiet=False)
    try:
        settings, rest = taken_from(words)
        if arguments is None:
            _end_where_stuck(settings)
        code = _run(rest, settings)
        sys.stdout.flush()
        if arguments is None and rest[:1] == ["ask"]:
            console.leave(code)
    except KeyboardInterrupt:
        console.failed(settings, told("interrupted"))
        return 130
    except BrokenPipeError:
        console.give_up_stdout()
        return 0
    except Exception as error:
        wrong = _wrong_use(error)
        said = None if wrong else words_of(error)
        if wrong:
            console.to_people(settings.say(told("usage.wrong", what=settings.say(wrong.words))))
            console.to_people(settings.say(told("usage.see", command=f"{pages.PROGRAM} {wrong.verb}".strip())))
        elif said:
            console.failed(settings, said)
        else:
            raise
        return int(getattr(error, "exit_code", 2))
    return code


def _end_where_stuck(settings: Settings) -> None:
    """An engine that does not heed its interruption ends with the process."""
    from queries import watch
    from queries.errors import took_too_long

    def end(seconds: float) -> None:
        console.failed(settings, took_too_long(seconds).words)
        console.leave(2)

    watch.when_stuck = end


def _run(arguments: list[str], settings: Settings) -> int:
    if arguments in ([], ["--help"], ["-h"]):
        console.out(pages.help_of_program(settings.language))
        return 0
    if arguments == ["--version"]:
        console.out(f"{pages.PROGRAM} {_version()}\n")
        return 0
    if arguments[0] == "ask":  # typer takes longer to come in than most answers
        from policygraph.asking import ask

        return ask(arguments[1:], settings)
    import typer

    code = typer.main.get_command(application()).main(args=arguments, prog_name=pages.PROGRAM, standalone_mode=False, obj=settings)
    return code if isinstance(code, int) else 0


def application() -> typer.Typer:
    """All verbs but `ask`."""
    import typer

    from policygraph import analysing, correcting, exploring, exporting, querying, reading, reporting, serving, sharing, showing
    from policygraph.command import Verb, Verbs

    names = {"help_option_names": ["--help", "-h"]}
    app = typer.Typer(cls=Verbs, name=pages.PROGRAM, rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False, context_settings=names)
    show = typer.Typer(cls=Verbs, name="show", rich_markup_mode=None)
    for kind, verb in showing.KINDS.items():
        show.command(kind, cls=Verb, context_settings=showing.PARAMETERS_TOO if kind == "question" else None)(verb)
    app.add_typer(show)
    reads = (reading.extract, reading.build, reading.forget, reporting.report, correcting.correct)
    verbs = (*reads, exploring.questions, querying.sparql, analysing.analyse, serving.serve, exporting.export, sharing.publish, sharing.check)
    for verb in verbs:
        app.command(verb.__name__, cls=Verb)(verb)
    return app


def _wrong_use(error: Exception) -> WrongUseError | None:
    """What was wrong with the call; null where the error is of another kind."""
    if isinstance(error, WrongUseError):
        return error
    if not hasattr(error, "format_message"):
        return None
    from policygraph.command import problem

    return problem(error)


def words_of(error: BaseException) -> Wording | None:
    """What an error says to people in both languages; null where it is no message of ours but a bug."""
    words: Any = getattr(error, "words", None)
    if isinstance(words, Wording):
        return words
    zh, en = getattr(error, "zh", None), getattr(error, "en", None)
    if isinstance(zh, str) and isinstance(en, str):
        return Wording(zh, en)
    if type(error).__module__.partition(".")[0] in ("graph", "loaders", "grammar", "ontology", "queries"):
        return Wording(str(error), str(error))
    return None


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(pages.PROGRAM)
    except PackageNotFoundError:
        return "(source)"
