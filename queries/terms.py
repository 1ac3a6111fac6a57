"""Which terms of the vocabulary a saved question asks for: `pg:leads`, `eli:title` of its SPARQL twin, `Agency` of its Cypher.

A term in a comment or in a text (`"pg:leads"`) is none; `given:` names functions of ours, not terms.
"""

from __future__ import annotations

import re
from functools import cache

from graph.schema import EDGE, NODE, PREFIXES
from queries.catalogue import catalogue
from queries.head import Question

_NO_VOCABULARY = ("rdf", "rdfs", "xsd", "owl", "sh")
_TERM = re.compile(rf"(?<![\w:])(?:{'|'.join(prefix for prefix in PREFIXES if prefix not in _NO_VOCABULARY)}):[A-Za-z][\w-]*")
_KIND = re.compile(r"[:|]([A-Z][A-Za-z_]+)\b")
_ASIDE = re.compile(r'"(?:[^"\\\n]|\\.)*"|<[^<>\s]*>|(?m:^\s*#.*$)')


def terms_of(query: str) -> frozenset[str]:
    """The terms of a SPARQL query, with their prefixes."""
    return frozenset(_TERM.findall(_ASIDE.sub(" ", query)))


def kinds_of(cypher: str) -> frozenset[str]:
    """The terms of the labels and relationship types that a Cypher query names."""
    named = set(_KIND.findall(cypher))
    return frozenset({NODE[name].term for name in named & set(NODE)} | {EDGE[name].term for name in named & set(EDGE)})


@cache
def questions_by_term() -> dict[str, tuple[Question, ...]]:
    """The questions that came with the program, by the terms that they ask for."""
    found: dict[str, list[Question]] = {}
    for question in catalogue():
        twin = terms_of(question.twin.read_text(encoding="utf-8")) if question.twin.exists() else frozenset()
        for term in twin | kinds_of(question.cypher):
            found.setdefault(term, []).append(question)
    return {term: tuple(questions) for term, questions in found.items()}
