"""The phrases of the vocabulary found in the fields of a record, once for all classifiers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pprnet.extraction.classification.cue_lists import cue_matcher
from pprnet.extraction.text_processing.phrase_matcher import PhraseMatch
from pprnet.extraction.text_processing.word_runs import words_with_numbers_marked
from pprnet.extraction.text_processing.word_tokenizer import RecordTokens, Token
from pprnet.records import Span

MatchesBySubject = dict[str, list[PhraseMatch]]


@dataclass(slots=True)
class FieldMatches:
    """A field of a record: its words, and the phrases found by classifier and subject."""

    name: str
    tokens: Sequence[Token]
    by_classifier: dict[str, MatchesBySubject] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    """The folded words, with a sign for each number."""

    def matches(self, classifier: str) -> MatchesBySubject:
        """Return the phrases of a classifier found in the field, by subject.

        Args:
            classifier: `TOPIC`, `TYPE` or `TRIAL`.
        """
        return self.by_classifier.get(classifier, {})

    def span(self, match: PhraseMatch) -> Span:
        """Return the place of a phrase in the field.

        Args:
            match: a phrase found in this field.
        """
        return Span(self.name, self.tokens[match.first].start, self.tokens[match.last].end)


class CueMatches(NamedTuple):
    """The fields of a record that are classified."""

    title: FieldMatches
    abstract: FieldMatches
    keywords: FieldMatches

    @classmethod
    def from_tokens(cls, tokens: RecordTokens) -> CueMatches:
        """Return every phrase found in the words of a record.

        Args:
            tokens: the words of each field of the record.
        """
        return cls(
            _field_matches("title", tokens.title),
            _field_matches("abstract", tokens.abstract),
            _field_matches("keywords", tokens.keywords),
        )


def _field_matches(name: str, tokens: Sequence[Token]) -> FieldMatches:
    grouped: dict[str, MatchesBySubject] = defaultdict(lambda: defaultdict(list))
    for match in cue_matcher().find(tokens):
        cue = match[0]
        if cue.strength != "title" or name == "title":
            grouped[cue.classifier][cue.subject].append(match)
    by_classifier = {
        classifier: {
            subject: kept
            for subject, matches in by_subject.items()
            if (kept := _counted_matches(matches))
        }
        for classifier, by_subject in grouped.items()
    }
    return FieldMatches(name, tokens, by_classifier, words_with_numbers_marked(tokens))


def _counted_matches(matches: list[PhraseMatch]) -> list[PhraseMatch]:
    if len(matches) == 1:
        return matches if matches[0].cue.strength != "unless" else []
    return _without_overlaps(_without_excluded(matches))


def _without_excluded(matches: list[PhraseMatch]) -> list[PhraseMatch]:
    """Return the matches without those inside a phrase that has another sense."""
    exclusions = [match for match in matches if match.cue.strength == "unless"]
    if not exclusions:
        return matches
    excluded = {index for match in exclusions for index in range(match.first, match.last + 1)}
    return [
        match
        for match in matches
        if match.cue.strength != "unless" and not _overlaps_excluded(match, excluded)
    ]


def _overlaps_excluded(match: PhraseMatch, excluded: set[int]) -> bool:
    return any(index in excluded for index in range(match.first, match.last + 1))


def _without_overlaps(matches: list[PhraseMatch]) -> list[PhraseMatch]:
    """Return the matches that do not overlap an earlier one, so that a phrase counts once."""
    return list(_non_overlapping(sorted(matches, key=lambda match: (match[1], -match[2]))))


def _non_overlapping(ordered_matches: Iterable[PhraseMatch]) -> Iterable[PhraseMatch]:
    next_free = 0
    for match in ordered_matches:
        if match.first >= next_free:
            yield match
            next_free = match.last + 1
