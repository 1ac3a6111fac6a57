"""What can go wrong with a question, in both languages, always with the next step.

QueryError
├── UnknownQuestionError      no question of that name
├── TwinlessError             it was asked in SPARQL and has no twin NAME.rq
├── BrokenQuestionError       its file cannot be read: file and line
├── ParameterError            a parameter that it does not have, or a value that it cannot take
├── RefusedQueryError         its Cypher or SPARQL may do more than read the graph (LOAD FROM '/etc/passwd', SERVICE <…>)
│   └── TooLargeQueryError    it is longer, deeper or has more steps than an engine bears
├── NothingBuiltError         the workspace holds no graph yet
├── MarkedError               the graph holds documents with a 密级 or 内部 mark, and nobody said that they may be shown
├── TookTooLongError          no answer within the time that was given
├── TooMuchError              it asked for more memory, or gives a larger answer, than a query may
├── StoppedError              whoever asked did not want the answer any more
├── BusyError                 every process that could answer has a query to answer
├── UnacceptableError         the answer is of a kind that was not asked for: a graph, where rows were
└── EngineError               the engine refused it, or does not answer
    └── MalformedQueryError   it cannot be read: line and column where the engine says them
"""

from __future__ import annotations

from queries.wording import Wording


class QueryError(Exception):
    """A question that cannot be answered; `words` says why, in both languages."""

    exit_code = 2
    """What the command line ends with."""
    line: int | None = None
    """Where in the text of a query, from 1; None where nobody knows."""

    def __init__(self, zh: str, en: str) -> None:
        self.words = Wording(zh, en)
        super().__init__(str(self.words))


class UnknownQuestionError(QueryError):
    """No question of that name."""


class TwinlessError(QueryError):
    """The question is not written in SPARQL."""


class BrokenQuestionError(QueryError):
    """The file of a question cannot be read."""


class ParameterError(QueryError):
    """A parameter or its value is not what the question takes."""


class RefusedQueryError(QueryError):
    """The query could do more than read the graph."""


class TooLargeQueryError(RefusedQueryError):
    """The query is larger than an engine bears."""


class NamesError(QueryError):
    """A table of names cannot be read."""


class NothingBuiltError(QueryError):
    """There is no graph to ask."""


class MarkedError(QueryError):
    """There are documents that are not to be shown without the word for it."""

    exit_code = 1


class TookTooLongError(QueryError):
    """The time that was given is over."""


class EngineError(QueryError):
    """The engine refused the query or does not answer."""


class MalformedQueryError(EngineError):
    """The engine cannot read the query. `column` counts from 1 like `line`; both are None where the engine does not say them."""

    def __init__(self, zh: str, en: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(zh, en)
        self.line = line
        self.column = column


class TooMuchError(QueryError):
    """The query asked for more memory, or its answer is larger, than is allowed."""


class StoppedError(QueryError):
    """Somebody stopped the query."""


class BusyError(QueryError):
    """All processes are taken; try again in a moment."""


class UnacceptableError(QueryError):
    """The answer is of a kind that whoever asked cannot take."""


def took_too_long(timeout: float) -> TookTooLongError:
    """The error of a query that got as many seconds as it was given."""
    return TookTooLongError(
        f"{timeout:g} 秒内没有答完，已中止。请缩小范围，或用 --timeout 放宽",
        f"no answer within {timeout:g} s, stopped. Ask for less, or allow more with --timeout",
    )
