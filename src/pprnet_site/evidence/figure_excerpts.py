"""Quotations of fewer than 25 words around a figure."""

from __future__ import annotations

import re

from pprnet.extraction.text_processing.sentence_splitter import split_sentences
from pprnet_site.evidence.models.bound_figures import MAX_SHORT_QUOTE

MAX_WORDS = 24
"""A quotation of 25 words needs permission in many agreements."""
CUT = "…"
WORD = re.compile(r"[^\s/\u2010-\u2015-]+")
"""Words that a dash or a slash joins are counted one by one."""
TOKEN = re.compile(r"\S+")


def count_words(text: str) -> int:
    """Return the number of words of a text, by white space or by dashes, whichever is more."""
    return max(len(text.split()), len(WORD.findall(text)))


def is_short(text: str) -> bool:
    """Return whether a text has words, fewer than 25, and no more characters than are stored."""
    return 0 < count_words(text) <= MAX_WORDS and len(text) <= MAX_SHORT_QUOTE - 2 * len(CUT)


def excerpt_around(text: str, start: int, end: int) -> str:
    """Return the sentence around some characters, or as many of its words as may be quoted.

    Args:
        text: an abstract or a title.
        start: first character of the figure.
        end: end of the figure, exclusive.

    Returns:
        A quotation with "…" where it was cut; empty where even the figure is too long.
    """
    sentence = sentences_at(text, start, end)
    first, last = clause_at(text, sentence, start, end)
    tokens = [found.span() for found in TOKEN.finditer(text, first, last)]
    inside = [at for at, (low, high) in enumerate(tokens) if low < end and start < high]
    if not inside:
        return ""
    low, high = widened(text, tokens, inside[0], inside[-1])
    quote = words_between(text, tokens, low, high)
    if not is_short(quote):
        return ""
    head = CUT if text[sentence[0] : tokens[low][0]].strip() else ""
    tail = CUT if text[tokens[high][1] : sentence[1]].strip() else ""
    return f"{head}{quote}{tail}"


def clause_at(text: str, sentence: tuple[int, int], start: int, end: int) -> tuple[int, int]:
    """Return a sentence that is short, else its part between semicolons."""
    first, last = sentence
    if is_short(text[first:last]):
        return sentence
    before, after = text.rfind(";", first, start), text.find(";", end, last)
    return (first if before < 0 else before + 1), (last if after < 0 else after)


def sentences_at(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence of some characters begins and ends."""
    bounds = [(low, high) for low, high, _label in split_sentences(text)]
    touched = [(low, high) for low, high in bounds if low < end and start < high]
    return (touched[0][0], touched[-1][1]) if touched else (start, end)


def widened(text: str, tokens: list[tuple[int, int]], low: int, high: int) -> tuple[int, int]:
    """Return the first and last word of a quotation that was widened on both sides in turn."""
    is_wider = True
    while is_wider:
        is_wider = False
        for wider in ((low - 1, high + 1), (low, high + 1), (low - 1, high)):
            fits = wider[0] >= 0 and wider[1] < len(tokens)
            if fits and is_short(words_between(text, tokens, *wider)):
                (low, high), is_wider = wider, True
                break
    return low, high


def words_between(text: str, tokens: list[tuple[int, int]], low: int, high: int) -> str:
    """Return the words from one to another, each run of white space as one space."""
    return " ".join(text[tokens[low][0] : tokens[high][1]].split())
