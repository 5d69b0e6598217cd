"""How surely the statements of a source contradict a claim: the log odds of a fitted table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pprnet.claims.statements.evidence.evidence_table import EvidenceTable, evidence_table
from pprnet.claims.statements.evidence.pair_features import (
    KIND_FEATURES,
    may_contradict,
    pair_features,
    with_gaps,
)
from pprnet.claims.statements.evidence.pair_relations import PairRelationKind, relation_of
from pprnet.claims.statements.own_numbers import is_of_numbers
from pprnet.claims.statements.statement_alignment import (
    StatementWords,
    statement_words,
    words_of_text,
)
from pprnet.claims.statements.statement_values import Aspect, Statement, StatementKind
from pprnet.claims.statements.wording.cues.cue_lexicon import word_table

_NONE = -9.0
_ASPECTS = (
    Aspect.AMOUNT, Aspect.BENEFIT, Aspect.LEVEL, Aspect.TRAIT, Aspect.DIFFERENCE, Aspect.LASTING,
    Aspect.TIME, Aspect.LENGTH,
)  # fmt: skip
_TOP = 3
_KINDS = {kind: place for place, kind in enumerate(PairRelationKind)}


class RelatedStatement(NamedTuple):
    """A statement of a source that says the same as a claim, or the opposite."""

    stated: Statement
    kind: int
    is_same: bool
    features: tuple[float, ...]


class Contradiction(NamedTuple):
    """How surely a source contradicts a claim, and by which statement."""

    log_odds: float
    stated: Statement | None


def may_be_contradicted(claimed: Statement, text: str) -> bool:
    """Return whether a claim is a result, not a possibility or a thing described.

    Args:
        claimed: a statement of a text.
        text: the text.
    """
    return not _is_described(claimed, text) and not statement_words(text, claimed).is_hedged


def _is_described(statement: Statement, text: str) -> bool:
    """Return whether the only word of a statement is one that rather describes: "loss"."""
    word = text[statement.start : statement.end].lower()
    return word in word_table("en", "no_claims") or word in word_table("fr", "no_claims")


def related_statements(
    claimed: Statement, claimed_text: str, stated: Sequence[Statement], stated_text: str
) -> list[RelatedStatement]:
    """Return the statements of a source that support or contradict a claim if they are of it.

    Args:
        claimed: the statement of a text.
        claimed_text: the text.
        stated: the statements of the source.
        stated_text: the source.
    """
    words = statement_words(claimed_text, claimed)
    counts = words_of_text(stated_text).counts
    compared = [one for one in stated if _is_comparable(words, one, stated_text)]
    every = with_gaps(
        [
            pair_features(claimed, one, words, statement_words(stated_text, one), counts)
            for one in compared
        ]
    )
    found = []
    for one, features in zip(compared, every, strict=True):
        relation = relation_of(claimed, one)
        may_oppose = may_contradict(features) and not _is_described(one, stated_text)
        if relation and (relation.is_same or may_oppose):
            found.append(RelatedStatement(one, _KINDS[relation.kind], relation.is_same, features))
    return found


def _is_comparable(words: StatementWords, stated: Statement, text: str) -> bool:
    """Return whether a statement is in words, or by numbers that the claim has."""
    if stated.is_test or not is_of_numbers(stated, text):
        return True
    return statement_words(text, stated).clause_numbers <= words.clause_numbers


def contradiction_of(
    claimed: Statement,
    claimed_text: str,
    related: Sequence[RelatedStatement],
    judged: Sequence[float],
) -> Contradiction:
    """Return how surely a source contradicts a claim, as log odds.

    Args:
        claimed: the statement of a text.
        claimed_text: the text.
        related: the statements of the source that may do so.
        judged: what its alignment with single statements tells.
    """
    opposite = [one for one in related if not one.is_same]
    if not opposite:
        return Contradiction(_NONE, None)
    table = evidence_table()
    by_weight = [(_weight(table, one), one) for one in opposite]
    same = [_weight(table, one) for one in related if one.is_same]
    features = claim_features(
        claimed, claimed_text, [weight for weight, _ in by_weight], same, judged
    )
    odds = sum(one * other for one, other in zip(table.claims, (*features, 1.0), strict=True))
    return Contradiction(odds, max(by_weight, key=lambda each: each[0])[1].stated)


def _weight(table: EvidenceTable, related: RelatedStatement) -> float:
    """Return how surely a statement is of the same thing as a claim, as log odds."""
    features, (own, *others) = related.features, table.kinds[related.kind]
    shared = sum(one * other for one, other in zip(table.pairs, features, strict=True))
    special = sum(
        weight * features[place] for weight, place in zip(others, KIND_FEATURES, strict=True)
    )
    return shared + own + special


def claim_features(
    claimed: Statement,
    claimed_text: str,
    opposite: Sequence[float],
    same: Sequence[float],
    judged: Sequence[float],
) -> tuple[float, ...]:
    """Return what is known of a claim, as numbers.

    Args:
        claimed: the statement of a text.
        claimed_text: the text.
        opposite: weights of the statements that say the opposite.
        same: weights of those that say the same.
        judged: what its alignment with single statements tells.
    """
    against, support = _top(opposite), _top(same)
    return (
        *judged,
        float(len(statement_words(claimed_text, claimed).near)),
        *against,
        *support,
        max(0.0, against[0] - support[0]),
        float(against[0] == 0.0),
        *(float(claimed.aspect is aspect) for aspect in _ASPECTS),
        float(claimed.sign == 0),
        float(claimed.is_significant is not None),
        float(bool(claimed.outcomes)),
        float(bool(claimed.subjects or claimed.compared)),
        float(bool(claimed.subjects and claimed.compared)),
        float(claimed.kind is StatementKind.ASSOCIATION),
        float(claimed.kind is StatementKind.CHANGE),
    )


def _top(weights: Sequence[float]) -> list[float]:
    """Return the greatest weights, none below 0."""
    chosen = sorted((max(0.0, weight) for weight in weights), reverse=True)[:_TOP]
    return [*chosen, *[0.0] * (_TOP - len(chosen))]
