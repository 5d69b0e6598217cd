"""Whether two names are of one journal, one of them perhaps abbreviated."""

from __future__ import annotations

import re

from pprnet.text import folded_words

LONGEST_CONTRACTION = 6
"""Letters of "Dtsch", "Natl" or "Hlth"; a longer word is one of its own."""

_SUBTITLE = re.compile(r"\s[:=]\s")
"""As NLM separates a subtitle, or a title in another language."""
_BRACKETED = re.compile(r"\([^()]{0,100}\)")
_SMALL_WORDS = frozenset(
    ["a", "an", "and", "de", "der", "des", "die", "et", "for", "fur", "in", "la", "le", "of", "on",
     "the", "und", "y"]
)  # fmt: skip


def journal_names_agree(a: str, b: str) -> bool | None:
    """Return whether two names are of one journal, `None` where the names do not show it.

    "J Couns Psychol" is the Journal of Counseling Psychology, and "BMJ" the British Medical
    Journal; a place in brackets, as NLM adds one, does not count, and neither does a subtitle that
    only one of them states. "Dtsch Arztebl Int" may be the Deutsches Ärzteblatt international.

    Args:
        a: a name, full or abbreviated.
        b: another; the order does not matter.
    """
    verdict = _words_agree(_words(a), _words(b))
    titles = [_SUBTITLE.split(name, maxsplit=1)[0] for name in (a, b)]
    is_stated_once = (titles[0] == a) is not (titles[1] == b)
    if verdict is False and is_stated_once:
        return _words_agree(_words(titles[0]), _words(titles[1]))
    return verdict


def _words_agree(a: list[str], b: list[str]) -> bool | None:
    """Return whether words are of one name, `None` if some of them may be contracted."""
    short, long = sorted((a, b), key=lambda words: (len("".join(words)), words))
    if not short:
        return None
    if len(short) != len(long):
        return len(short) == 1 and short[0] == "".join(word[0] for word in long)
    pairs = list(zip(short, long, strict=True))
    if all(word.startswith(part) for part, word in pairs):
        return True
    return None if all(_may_shorten(part, word) for part, word in pairs) else False


def _may_shorten(part: str, word: str) -> bool:
    """Return whether a part is the beginning of a word, or its letters with some left out."""
    if word.startswith(part):
        return True
    letters = iter(word)
    in_order = all(letter in letters for letter in part)
    return in_order and part[0] == word[0] and len(part) <= LONGEST_CONTRACTION


def _words(name: str) -> list[str]:
    """Return the words of a name that abbreviations keep."""
    words = folded_words(_BRACKETED.sub(" ", name) or name)
    return [word for word in words if word not in _SMALL_WORDS]
