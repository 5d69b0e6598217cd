"""Sentences that a draft has more than once, in the same or nearly the same words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from pprnet.lint.draft_reading import DraftReading, FieldSentence
from pprnet.lint.lint_findings import LintSeverity
from pprnet.lint.rule_entries import LintRule, RuleMatch
from pprnet.text import folded_words

SHORTEST_REPEATED = 8
"""Words of a sentence that is not repeated by chance."""
OFTEN = 3
"""Times that a shorter sentence may not be there."""
SHORTEST_NEAR_REPEATED = 8
NEAR = 0.8
"""Share of the words that two sentences have in common."""
MOST_COMPARED = 150
"""Sentences; a longer text is no draft."""


def _repeated_sentences(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield each sentence that was there before, with how often the draft has it."""
    said = [(sentence, tuple(folded_words(sentence.text))) for sentence in reading.sentences]
    times = Counter(words for _sentence, words in said)
    seen: set[tuple[str, ...]] = set()
    for sentence, words in said:
        if words in seen and (len(words) >= SHORTEST_REPEATED or times[words] >= OFTEN):
            given = {"count": str(times[words])}
            yield RuleMatch(sentence.field, sentence.start, sentence.end, arguments=given)
        seen.add(words)


def _near_repeats(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield each sentence that says nearly the same as one before it."""
    said = [
        (sentence, words, Counter(words))
        for sentence in reading.sentences[:MOST_COMPARED]
        if len(words := folded_words(sentence.text)) >= SHORTEST_NEAR_REPEATED
    ]
    reported: set[FieldSentence] = set()
    for (_, first, first_counts), (sentence, second, second_counts) in combinations(said, 2):
        if sentence in reported or first == second:
            continue
        if _in_common(first_counts, second_counts, len(first), len(second)) >= NEAR:
            reported.add(sentence)
            given = {"other": " ".join(first[:6])}
            yield RuleMatch(sentence.field, sentence.start, sentence.end, arguments=given)


def _in_common(
    first: Counter[str], second: Counter[str], first_length: int, second_length: int
) -> float:
    """Return the share of words in common, 0 where the lengths rule a high share out."""
    longest = max(first_length, second_length)
    if min(first_length, second_length) < NEAR * longest:
        return 0.0
    return sum((first & second).values()) / longest


REPETITION_RULES = (
    LintRule("repeated-sentence", LintSeverity.ERROR, _repeated_sentences),
    LintRule("near-repeat", LintSeverity.ADVICE, _near_repeats),
)
