"""Whether two names are of one journal, one of them perhaps abbreviated."""

from __future__ import annotations

import re

from pprnet.text import folded_words

_BRACKETED = re.compile(r"\([^()]{0,100}\)")
_SMALL_WORDS = frozenset(
    ["a", "an", "and", "de", "der", "des", "die", "et", "for", "fur", "in", "la", "le", "of", "on",
     "the", "und", "y"]
)  # fmt: skip


def journal_names_agree(a: str, b: str) -> bool:
    """Return whether two names are of one journal, as far as the names show.

    "J Couns Psychol" is the Journal of Counseling Psychology, and "BMJ" the British Medical
    Journal; a place in brackets, as NLM adds one, does not count.

    Args:
        a: a name, full or abbreviated.
        b: another; the order does not matter.
    """
    short, long = sorted((_words(a), _words(b)), key=lambda words: len("".join(words)))
    if not short:
        return False
    if len(short) == len(long):
        return all(word.startswith(part) for part, word in zip(short, long, strict=True))
    return len(short) == 1 and short[0] == "".join(word[0] for word in long)


def _words(name: str) -> list[str]:
    """Return the words of a name that abbreviations keep."""
    words = folded_words(_BRACKETED.sub(" ", name) or name)
    return [word for word in words if word not in _SMALL_WORDS]
