"""How surely two statements are of the same thing: arms, outcomes, words and numbers shared."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pprnet.claims.concepts import related
from pprnet.claims.statements.statement_values import Aspect, Statement, StatementKind
from pprnet.claims.statements.wording.cues.cue_lexicon import STEM_LENGTH, cognates, word_table
from pprnet.extraction.text_processing.sentence_splitter import split_sentences
from pprnet.extraction.text_processing.word_tokenizer import tokenize_words, word_set

_MIN_WORD = 3
_NEAR = 6
"""Words around a direction that may name what it is of."""
_HEDGES = word_set(
    "may might could would can should if whether suggested hypothesized hypothesised expected "
    "assumed thought believed commonly usually often aim aimed aims known unclear unknown peut "
    "pourrait pourraient peuvent devrait si suppose potential potentially possible possibly "
    "whereby hypothesis perhaps peut-etre require requires need needed necessary"
)
_OF_DIFFERENCES = 0.05
_OF_NO_KEYS = 0.35
_OF_OTHER_OUTCOMES = 0.9
_SMALL_NUMBERS = {
    word: str(value)
    for value, words in enumerate(
        (
            "", "", "two deux", "three trois", "four quatre", "five cinq", "six", "seven sept",
            "eight huit", "nine neuf", "ten dix", "eleven onze", "twelve douze",
        )
    )
    for word in words.split()
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class StatementWords:
    """The stems and numbers of a statement's clause and of its sentence."""

    clause: frozenset[str]
    sentence: frozenset[str]
    clause_numbers: frozenset[str]
    sentence_numbers: frozenset[str]
    near: frozenset[str] = frozenset()
    """The stems within a few words of the direction, in its clause."""
    after: frozenset[str] = frozenset()
    """Those that follow it."""
    is_hedged: bool = False
    """Whether the clause tells what may be, and no result."""


@dataclass(frozen=True, slots=True)
class WordsOfText:
    """The stems and numbers of a text in order, and how many sentences have each."""

    starts: Sequence[int]
    stems: Sequence[str]
    counts: Mapping[str, int]
    words: Sequence[str] = ()

    def of_statement(self, statement: Statement) -> StatementWords:
        """Return the stems and numbers around a statement of this text.

        Args:
            statement: the statement.
        """
        sentence = self._between(statement.sentence_start, statement.sentence_end)
        clause = sentence
        if statement.clause_start >= 0:
            clause = self._between(statement.clause_start, statement.clause_end)
        first, end = self._places(statement.start, statement.end)
        low, high = self._clause(statement)
        return StatementWords(
            _words(clause),
            _words(sentence),
            _numbers(clause),
            _numbers(sentence),
            _words(frozenset(self.stems[max(low, first - _NEAR) : min(high, end + _NEAR)])),
            _words(frozenset(self.stems[end : min(high, end + _NEAR)])),
            not _HEDGES.isdisjoint(self.words[low:high]),
        )

    def _clause(self, statement: Statement) -> tuple[int, int]:
        """Return the positions of a statement's clause, or of its sentence."""
        if statement.clause_start < 0:
            return self._places(statement.sentence_start, statement.sentence_end)
        return self._places(statement.clause_start, statement.clause_end)

    def _places(self, start: int, end: int) -> tuple[int, int]:
        return bisect_left(self.starts, start), bisect_left(self.starts, end)

    def _between(self, start: int, end: int) -> frozenset[str]:
        return frozenset(
            self.stems[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        )


def _words(stems: frozenset[str]) -> frozenset[str]:
    return frozenset(stem for stem in stems if stem and not stem[0].isdigit())


def _numbers(stems: frozenset[str]) -> frozenset[str]:
    return frozenset(stem for stem in stems if stem[:1].isdigit())


@lru_cache(maxsize=2048)
def statement_words(text: str, statement: Statement) -> StatementWords:
    """Return the stems and numbers around a statement.

    Args:
        text: the text that makes it.
        statement: the statement.
    """
    return words_of_text(text).of_statement(statement)


@lru_cache(maxsize=64)
def words_of_text(text: str) -> WordsOfText:
    """Return the stems of a text, without words that say little.

    They are the same in two languages where the words are alike.

    Args:
        text: any text in English or French.
    """
    ignored = word_table("en", "stop_words") | word_table("fr", "stop_words")
    tokens = tokenize_words(text)
    stems = ["" if token.word in ignored else _stem(token.word) for token in tokens]
    starts = [token.start for token in tokens]
    counts: Counter[str] = Counter()
    for sentence in split_sentences(text):
        first, end = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        counts.update(set(stems[first:end]))
    return WordsOfText(starts, stems, counts, [token.word for token in tokens])


def _stem(word: str) -> str:
    if word in _SMALL_NUMBERS:
        return _SMALL_NUMBERS[word]
    if word[0].isdecimal():
        number = word.rstrip("%").replace(",", ".")
        number = number.rstrip("0").rstrip(".") if "." in number else number
        return number if number != "0" else ""
    stem = word[:STEM_LENGTH] if len(word) >= _MIN_WORD else ""
    return cognates().get(stem, stem)


def word_overlap(
    claimed: StatementWords, stated: StatementWords, counts: Mapping[str, int]
) -> float:
    """Return the share of a claim's words, rare ones first, that a statement shares, from 0 to 1.

    Args:
        claimed: words of the claim.
        stated: words of the statement of a source.
        counts: in how many sentences of the source each stem stands.
    """
    near = shared_weight(claimed.clause, stated.clause, counts)
    clause = shared_weight(claimed.clause, stated.sentence, counts)
    sentence = shared_weight(claimed.sentence, stated.sentence, counts)
    return 0.4 * near + 0.35 * clause + 0.25 * sentence


def shared_weight(one: frozenset[str], other: frozenset[str], counts: Mapping[str, int]) -> float:
    """Return the share of some stems, rare ones first, that are among others, from 0 to 1.

    Args:
        one: stems.
        other: stems.
        counts: in how many sentences of the source each stem stands.
    """
    known = [stem for stem in one if stem in counts]
    total = sum(1 / counts[stem] for stem in known) + 0.25 * (len(one) - len(known))
    return sum(1 / counts[stem] for stem in known if stem in other) / total if total else 0.0


def number_overlap(claimed: StatementWords, stated: StatementWords) -> float:
    """Return how surely shared numbers bind a claim to a statement, from 0 to 1.

    Args:
        claimed: words of the claim.
        stated: words of the statement of a source.
    """
    weight = 0.0
    for number in claimed.clause_numbers & stated.sentence_numbers:
        is_near = number in stated.clause_numbers
        weight += (0.5 + 0.25 * is_near) * (1.0 if "." in number or len(number) > 1 else 0.35)
    for number in (claimed.sentence_numbers - claimed.clause_numbers) & stated.sentence_numbers:
        weight += 0.15 if "." in number or len(number) > 1 else 0.05
    return min(1.0, weight)


def alignment(claimed: Statement, stated: Statement, overlap: float, numbers: float = 0.0) -> float:
    """Return how surely two statements are of the same thing, from 0 to 1.

    Args:
        claimed: the statement of a text.
        stated: the statement of its source.
        overlap: the share of words that their sentences have in common.
        numbers: how surely shared numbers bind them.
    """
    strength = (
        0.32 * key_match(claimed.outcomes, stated.outcomes)
        + 0.13 * key_match(claimed.subjects + claimed.compared, stated.subjects + stated.compared)
        + 0.1 * _kind_match(claimed, stated)
        + 0.45 * overlap
        + 0.4 * numbers
    )
    if claimed.aspect is stated.aspect is Aspect.DIFFERENCE and claimed.kind is stated.kind:
        strength += _OF_DIFFERENCES
    if not key_match(claimed.outcomes, stated.outcomes):
        strength *= _OF_OTHER_OUTCOMES
    return min(1.0, strength)


def key_match(one: Sequence[str], other: Sequence[str]) -> float:
    """Return 1 for shared keys, .7 for related ones, less where one has none, else 0.

    Args:
        one: keys of concepts.
        other: keys of concepts.
    """
    if not one or not other:
        return _OF_NO_KEYS
    if not set(one).isdisjoint(other):
        return 1.0
    return 0.7 if any(related(key, second) for key in one for second in other) else 0.0


def _kind_match(claimed: Statement, stated: Statement) -> float:
    if claimed.kind is stated.kind:
        return 1.0
    return 0.5 if StatementKind.ASSOCIATION not in {claimed.kind, stated.kind} else 0.2


def is_same_aspect(one: Aspect, other: Aspect) -> bool:
    """Return whether two aspects can be compared: more and better can.

    Args:
        one: an aspect.
        other: an aspect.
    """
    both = {Aspect.AMOUNT, Aspect.BENEFIT}
    if {Aspect.TRAIT, Aspect.LEVEL} & {one, other}:
        return one is other
    return one is other or {one, other} <= both or Aspect.DIFFERENCE in {one, other}
