"""Whom a text is about: ages, settings, countries and conditions that the sources do not name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from pprnet.claims.binding.stated_facts import Sources
from pprnet.claims.claim_values import (
    Claim,
    ClaimFinding,
    ClaimKind,
    ClaimSeverity,
    Passage,
    Verdict,
)
from pprnet.claims.concepts import related
from pprnet.claims.concepts.concept_values import ConceptGroup, Mention
from pprnet.claims.concepts.lexicon import load_lexicon
from pprnet.claims.reading.own_words import is_own_words
from pprnet.claims.reading.read_text import ReadText

_RIVALS = (
    frozenset({"children", "adolescents", "adults", "older-adults", "infants"}),
    frozenset({"inpatients", "outpatients"}),
    frozenset({"women", "men"}),
    frozenset({"young-people", "older-adults"}),
    frozenset({"bipolar-1-disorder", "bipolar-2-disorder"}),
    frozenset({"bipolar-disorder", "depressive-disorder", "schizophrenia"}),
    frozenset({"mothers", "fathers"}),
    frozenset({"anorexia", "bulimia", "binge-eating-disorder"}),
    frozenset({"panic-disorder", "social-anxiety-disorder", "generalized-anxiety-disorder", "ocd"}),
)
"""Populations that are often compared: a source that names one of them does not mean another."""
_FIRST_COUNTRY, _LAST_COUNTRY = "united-states", "quebec"
_FIRST_DIAGNOSIS, _LAST_DIAGNOSIS = "borderline-personality-disorder", "kidney-disease"
_WIDE_DIAGNOSES = frozenset(
    {
        "anxiety-disorder",
        "severe-mental-illness",
        "mental-disorder",
        "smokers",
        "suicidal-patients",
        "grieving-people",
        "neurological-disease",
        "somatic-disorder",
    }
)
"""What many patients may be called who have another diagnosis."""


def check_populations(claimed: ReadText, sources: Sources) -> Iterator[ClaimFinding]:
    """Yield a finding for each population that a text names.

    Args:
        claimed: the text that is checked.
        sources: as read.
    """
    stated = sources.population_passages
    words = {
        token.word for source in sources.texts for each in source.sentences for token in each.tokens
    }
    for sentence in claimed.sentences:
        own = is_own_words(claimed.text[sentence.start : sentence.end], claimed.language)
        for mention in sentence.mentions:
            if mention.group is ConceptGroup.POPULATION:
                printed = claimed.text[mention.start : mention.end].lower()
                yield _finding(mention, stated, is_sure=not own and printed not in words)


def _finding(mention: Mention, stated: Mapping[str, Passage], *, is_sure: bool) -> ClaimFinding:
    claim = Claim(ClaimKind.POPULATION, mention.start, mention.end)
    passage = stated.get(mention.key) or next(
        (place for key, place in stated.items() if related(key, mention.key)), None
    )
    if passage:
        return ClaimFinding(claim, Verdict.SUPPORTED, ClaimSeverity.NONE, passage)
    rivals = rivals_of(mention.key)
    rival = next((place for key, place in stated.items() if key in rivals), None)
    if rival and is_sure:
        return ClaimFinding(
            claim, Verdict.CONTRADICTED, ClaimSeverity.ERROR, rival, "other-population"
        )
    is_special = mention.key in _diagnoses() | countries()
    severity = ClaimSeverity.ADVICE if is_special and is_sure else ClaimSeverity.NONE
    return ClaimFinding(claim, Verdict.NOT_FOUND, severity, reason="unstated-population")


def family_of(key: str) -> frozenset[str]:
    """Return the populations that one is often compared with, itself included, or none.

    Args:
        key: of a population.
    """
    return next((family for family in _RIVALS if key in family), frozenset())


def rivals_of(key: str) -> frozenset[str]:
    """Return the populations of which a source that names one does not mean another.

    Args:
        key: of the other.
    """
    families = (*_RIVALS, countries(), _diagnoses())
    return frozenset().union(*(family for family in families if key in family)) - {key}


@cache
def countries() -> frozenset[str]:
    """Return the keys of the countries and parts of the world in the lexicon."""
    return _keys_between(_FIRST_COUNTRY, _LAST_COUNTRY)


@cache
def _diagnoses() -> frozenset[str]:
    """Return the keys of the special diagnoses in the lexicon."""
    return _keys_between(_FIRST_DIAGNOSIS, _LAST_DIAGNOSIS) - _WIDE_DIAGNOSES


def _keys_between(first: str, last: str) -> frozenset[str]:
    populations = [key for key, concept in load_lexicon().items() if concept.group == "population"]
    return frozenset(populations[populations.index(first) : populations.index(last) + 1])
