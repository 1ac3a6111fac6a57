"""How alike two tasks are in their words: the cosine of their character n-grams, the rarer the more they weigh (TF-IDF).

建设知识产权保护中心 and 加快建设区知识产权保护中心 are alike, whatever a segmenter would make of them; 加快推进, which stands everywhere, counts for little.
Pairs and triples of Chinese characters, letters and digits; marks part them. What stands in every text weighs nothing at all.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import log, sqrt

_SIZES = (2, 3)
_MARKS = re.compile(r"[^\w]+")


class Likeness:
    """Texts to compare with one another; weights come from all of them."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._grams = {text: grams(text) for text in texts}
        count = Counter(gram for found in self._grams.values() for gram in found)
        self._weight = {gram: log(len(self._grams) / times) for gram, times in count.items()}
        self._length = {text: sqrt(sum((number * self._weight[gram]) ** 2 for gram, number in found.items())) for text, found in self._grams.items()}

    def nearest(self, texts: Sequence[str], others: Sequence[str]) -> list[tuple[int, float]]:
        """For each text, which of the others is most like it, and how much: 0 nothing in common, 1 the same.

        The first of several that are equally alike; -1 where there are no others. All must be among the texts that this was made of.
        """
        holders: dict[str, list[int]] = defaultdict(list)
        for number, other in enumerate(others):
            for gram in self._grams[other]:
                holders[gram].append(number)
        return [self._best(text, others, holders) for text in texts]

    def _best(self, text: str, others: Sequence[str], holders: dict[str, list[int]]) -> tuple[int, float]:
        products: dict[int, float] = defaultdict(float)
        for gram, number in self._grams[text].items():
            squared = number * self._weight[gram] ** 2
            for other in holders.get(gram, ()):
                products[other] += squared * self._grams[others[other]][gram]
        found = [(self._cosine(product, text, others[other]), other) for other, product in products.items()]
        if not found:
            return (0 if others else -1), 0.0
        likeness, other = min(found, key=lambda one: (-round(one[0], 9), one[1]))
        return other, likeness

    def _cosine(self, product: float, text: str, other: str) -> float:
        both = self._length[text] * self._length[other]
        if text == other:
            return 1.0
        return min(product / both, 1.0) if both else 0.0


def grams(text: str) -> Counter[str]:
    """The n-grams of a text in simplified characters, each with how often it stands there."""
    from grammar.shadow import normalise

    runs = _MARKS.split(normalise(text))
    return Counter(run[place : place + size] for run in runs for size in _SIZES for place in range(len(run) - size + 1))
