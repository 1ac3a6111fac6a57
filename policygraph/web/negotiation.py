"""Which of several forms a client likes best: `Accept` with its quality values (RFC 9110, 12.5.1)."""

from __future__ import annotations

from collections.abc import Mapping


def preferred(accept: str, offers: Mapping[str, str]) -> str | None:
    """The name of the offer of the highest quality, the first where several share it; null where the client wants none of them."""
    if not accept.strip():
        return next(iter(offers.values()), None)
    ranges = [_range(one) for one in accept.split(",")]
    best, best_quality = None, 0.0
    for kind, name in offers.items():
        fitting = [(specific, quality) for wanted, quality in ranges if (specific := _fits(wanted, kind))]
        quality = max(fitting)[1] if fitting else 0.0
        if quality > best_quality:
            best, best_quality = name, quality
    return best


def _range(words: str) -> tuple[str, float]:
    kind, *parameters = (part.strip().lower() for part in words.split(";"))
    for one in parameters:
        if one.startswith("q="):
            try:
                return kind, min(max(float(one[2:]), 0.0), 1.0)
            except ValueError:
                return kind, 0.0
    return kind, 1.0


def _fits(wanted: str, kind: str) -> int:
    """How precisely a range names a type: not at all, as any, as any of its kind, by name."""
    if wanted == kind:
        return 3
    if wanted == kind.partition("/")[0] + "/*":
        return 2
    return int(wanted == "*/*")
