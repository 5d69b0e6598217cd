"""How a claim and a statement of a source relate: in which terms they agree or disagree."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from pprnet.claims.statements.statement_agreement import (
    StatementAgreement,
    benefit_of,
    compare_statements,
    is_same_kind,
    orientation_of,
)
from pprnet.claims.statements.statement_values import Aspect, Statement, StatementKind

_SIDED = frozenset({Aspect.AMOUNT, Aspect.BENEFIT})
_LOOSE = frozenset({Aspect.LEVEL, Aspect.TRAIT})


class PairRelationKind(StrEnum):
    """In which terms a claim and a statement are compared."""

    SIDED = "sided"
    """Both have a side, of the same thing."""
    TURNED = "turned"
    """Both have a side, but it is not known of which arm."""
    CROSSED = "crossed"
    """Both have a side, and the arms change places."""
    MIXED = "mixed"
    """More or less against good or bad, of outcomes that are not known."""
    DEGREE = "degree"
    """One is a degree or a trait."""
    DENIED = "denied"
    """The source says that there is none, or that the test was not significant."""
    DENYING = "denying"
    """The claim says so."""
    TESTED = "tested"
    """A bare test."""
    UNSIDED = "unsided"
    """A difference without a side."""


class PairRelation(NamedTuple):
    """In which terms two statements are compared, and whether they say the same."""

    kind: PairRelationKind
    is_same: bool


def relation_of(claimed: Statement, stated: Statement) -> PairRelation | None:
    """Return how two statements relate, if one can support or contradict the other.

    Args:
        claimed: the statement of a text.
        stated: the statement of its source.
    """
    agreement = compare_statements(claimed, stated)
    if agreement is not StatementAgreement.UNCLEAR:
        if _is_of_other_outcome(claimed, stated, agreement) or _is_link_alone(claimed, stated):
            return None
        is_crossed = orientation_of(claimed, stated) < 0 and claimed.sign and stated.sign
        if is_crossed and Aspect.DIFFERENCE not in {claimed.aspect, stated.aspect}:
            return PairRelation(PairRelationKind.CROSSED, agreement is StatementAgreement.SAME)
        return PairRelation(_kind_of(claimed, stated), agreement is StatementAgreement.SAME)
    if not claimed.sign or not stated.sign:
        return _denial(claimed, stated)
    if Aspect.DIFFERENCE in {claimed.aspect, stated.aspect}:
        return None
    return _loose(claimed, stated)


def _is_of_other_outcome(
    claimed: Statement, stated: Statement, agreement: StatementAgreement
) -> bool:
    """Return whether two statements of one sign are opposed only by the valence of outcomes."""
    if agreement is StatementAgreement.SAME or claimed.aspect is not stated.aspect:
        return False
    is_crossed = orientation_of(claimed, stated) < 0
    return claimed.sign == stated.sign != 0 and not is_crossed and not _is_tested(claimed, stated)


def _is_tested(claimed: Statement, stated: Statement) -> bool:
    return {claimed.is_significant, stated.is_significant} == {True, False}


def _is_link_alone(claimed: Statement, stated: Statement) -> bool:
    """Return whether one says only that there is a link, and the other which way it goes."""
    is_one = (claimed.aspect is Aspect.DIFFERENCE) is not (stated.aspect is Aspect.DIFFERENCE)
    is_link = claimed.kind is stated.kind is StatementKind.ASSOCIATION
    return is_link and is_one and bool(claimed.sign and stated.sign)


def _kind_of(claimed: Statement, stated: Statement) -> PairRelationKind:
    if claimed.is_test or stated.is_test:
        return PairRelationKind.TESTED
    if not stated.sign or stated.is_significant is False:
        return PairRelationKind.DENIED
    if not claimed.sign or claimed.is_significant is False:
        return PairRelationKind.DENYING
    aspects = {claimed.aspect, stated.aspect}
    if Aspect.DIFFERENCE in aspects:
        return PairRelationKind.UNSIDED
    return PairRelationKind.DEGREE if aspects & _LOOSE else PairRelationKind.SIDED


def _denial(claimed: Statement, stated: Statement) -> PairRelation | None:
    """Return the relation where only one says that there is no difference."""
    if bool(claimed.sign) is bool(stated.sign) or not is_same_kind(claimed, stated):
        return None
    if (claimed if claimed.sign else stated).is_significant is False:
        return None
    return PairRelation(
        PairRelationKind.DENYING if stated.sign else PairRelationKind.DENIED, is_same=False
    )


def _loose(claimed: Statement, stated: Statement) -> PairRelation | None:
    """Return the relation of two sides that are not surely of the same thing."""
    aspects = {claimed.aspect, stated.aspect}
    if not aspects <= _SIDED | _LOOSE and claimed.aspect is not stated.aspect:
        return None
    turned = orientation_of(claimed, stated)
    (one, one_aspect), (other, other_aspect) = benefit_of(claimed), benefit_of(stated)
    is_mixed = one_aspect is not other_aspect
    if is_mixed:
        one, other = claimed.sign, stated.sign
    is_same = one * other * (turned or 1) > 0
    if aspects & _LOOSE:
        return PairRelation(PairRelationKind.DEGREE, is_same)
    return PairRelation(PairRelationKind.MIXED if is_mixed else PairRelationKind.TURNED, is_same)
