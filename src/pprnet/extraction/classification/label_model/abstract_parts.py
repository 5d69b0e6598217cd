"""The part of an abstract in which a phrase stands: its aim, its end, or the rest."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter

from pprnet.extraction.classification.cue_lists import STUDY
from pprnet.extraction.classification.cue_matches import FieldMatches
from pprnet.extraction.text_processing.word_tokenizer import Token

AIM_CUE = "aim"
"""The group of phrases with which a sentence says what the study asks."""
AIM_SHARE = 0.6
"""Share of the sentences, from the start, among which an aim is looked for."""
END_SHARE = 5
"""One sentence in so many, at the end, is the end; at least one."""
MIN_SENTENCES = 3
_SENTENCE_END = re.compile("[.?!]")


AIM, END, REST = " @aim", " @end", ""
"""The parts of an abstract, by the mark that each has in the names of features."""


class AbstractParts:
    """The sentences of an abstract by the words with which they begin, and their parts."""

    __slots__ = ("_marks", "_starts")

    def __init__(self, matches: FieldMatches, text: str) -> None:
        self._starts = sentence_starts(matches.tokens, text)
        count = len(self._starts)
        self._marks = [REST] * count
        for match in matches.matches(STUDY).get(AIM_CUE, ()):
            sentence = self._sentence(match.first)
            if sentence <= AIM_SHARE * count:
                self._marks[sentence] = AIM
        if count >= MIN_SENTENCES:
            for sentence in range(count - max(1, count // END_SHARE), count):
                self._marks[sentence] = END

    def mark_at(self, index: int) -> str:
        """Return the mark of the part in which a word stands.

        Args:
            index: position of the word among those of the abstract.
        """
        return self._marks[bisect_right(self._starts, index) - 1]

    def _sentence(self, index: int) -> int:
        return bisect_right(self._starts, index) - 1


def sentence_starts(tokens: Sequence[Token], text: str) -> list[int]:
    """Return the positions of the words with which sentences begin; the first is 0.

    A quick division: a full stop, question or exclamation mark before a space or a capital letter
    ends a sentence. It is good enough for telling the parts of an abstract.

    Args:
        tokens: the words of `text`.
        text: any text.
    """
    starts = [0]
    place = attrgetter("start")
    for mark in _SENTENCE_END.finditer(text):
        index = bisect_right(tokens, mark.start(), starts[-1], key=place)
        if index in {starts[-1], len(tokens)}:
            continue
        previous_end, (_, printed, start, _) = tokens[index - 1].end, tokens[index]
        is_gap = mark.start() >= previous_end and start - previous_end > 1
        if is_gap and (text[start - 1].isspace() or printed[0].isupper()):
            starts.append(index)
    return starts
