"""How far two spellings of a name are apart."""

from __future__ import annotations

from pprnet.text import fold

LONGEST_NAME = 60
"""Characters that are compared."""
SHORTEST_NEAR = 4
"""Letters of a family name that may differ in one; "Li" and "Lu" are two people."""
LONG_NAME = 7
"""Letters of a family name that may differ in two."""


def edit_distance(first: str, second: str) -> int:
    """Return how many letters differ: inserted, left out, changed, or two neighbours exchanged.

    Args:
        first: a name.
        second: another.

    Source:
        Optimal string alignment distance: Boytsov, L. (2011). Indexing methods for approximate
        dictionary searching. *ACM Journal of Experimental Algorithmics*, *16*, 1.1.
    """
    first, second = first[:LONGEST_NAME], second[:LONGEST_NAME]
    before: list[int] = []
    last = list(range(len(second) + 1))
    for row, letter in enumerate(first, start=1):
        current = [row]
        for column, other in enumerate(second, start=1):
            cost = min(last[column] + 1, current[-1] + 1, last[column - 1] + (letter != other))
            if row > 1 and column > 1 and (letter, first[row - 2]) == (second[column - 2], other):
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        before, last = last, current
    return last[-1]


def is_near_spelling(first: str, second: str) -> bool:
    """Return whether two family names differ by so little that one may be a slip.

    Args:
        first: a family name.
        second: another.
    """
    a, b = fold(first).replace(" ", ""), fold(second).replace(" ", "")
    shortest = min(len(a), len(b))
    if shortest < SHORTEST_NEAR or abs(len(a) - len(b)) > 2:  # noqa: PLR2004 - at most two letters
        return False
    return edit_distance(a, b) <= (2 if shortest >= LONG_NAME else 1)


def same_letters(first: str, second: str) -> bool:
    """Return whether two names are the same, however they are punctuated or marked.

    German vowels count as the same in their two spellings (Müller, Mueller, Muller).

    Args:
        first: a name.
        second: another.
    """
    return bool(_spellings(first) & _spellings(second))


def without_particles(name: str) -> str:
    """Return a family name without the words in lower case before it, as "van der".

    Args:
        name: a family name.
    """
    words = name.split()
    start = next((at for at, word in enumerate(words) if not word[0].islower()), 0)
    return " ".join(words[start:])


def _spellings(name: str) -> set[str]:
    """Return the forms in which a name is printed without diacritics."""
    lower = name.casefold()
    spelled = lower.replace("ü", "ue").replace("ö", "oe").replace("ä", "ae").replace("ø", "oe")
    return {fold(lower).replace(" ", ""), fold(spelled).replace(" ", "")}
