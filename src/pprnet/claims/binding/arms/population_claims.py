"""Whom a text is about: ages, settings, countries and conditions that the sources do not name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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


def check_populations(claimed: ReadText, sources: Sources) -> Iterator[ClaimFinding]:
    """Yield a finding for each population that a text names.

    Args:
        claimed: the text that is checked.
        sources: as read.
    """
    stated = sources.population_passages
    texts = [source.text.lower() for source in sources.texts]
    for sentence in claimed.sentences:
        own = is_own_words(claimed.text[sentence.start : sentence.end], claimed.language)
        for mention in sentence.mentions:
            if mention.group is ConceptGroup.POPULATION:
                printed = claimed.text[mention.start : mention.end].lower()
                is_printed = any(printed in source for source in texts)
                yield _finding(mention, stated, is_sure=not own and not is_printed)


def _finding(mention: Mention, stated: Mapping[str, Passage], *, is_sure: bool) -> ClaimFinding:
    claim = Claim(ClaimKind.POPULATION, mention.start, mention.end)
    passage = stated.get(mention.key) or next(
        (place for key, place in stated.items() if related(key, mention.key)), None
    )
    if passage:
        return ClaimFinding(claim, Verdict.SUPPORTED, ClaimSeverity.NONE, passage)
    rival = next((place for key, place in stated.items() if _are_rivals(mention.key, key)), None)
    if rival and is_sure:
        return ClaimFinding(
            claim, Verdict.CONTRADICTED, ClaimSeverity.ERROR, rival, "other-population"
        )
    return ClaimFinding(claim, Verdict.NOT_FOUND, ClaimSeverity.NONE, reason="unstated-population")


def family_of(key: str) -> frozenset[str]:
    """Return the populations that one is often compared with, itself included, or none.

    Args:
        key: of a population.
    """
    return next((family for family in _RIVALS if key in family), frozenset())


def _are_rivals(first: str, second: str) -> bool:
    return any({first, second} <= family for family in (*_RIVALS, countries()))


def countries() -> frozenset[str]:
    """Return the keys of the countries and parts of the world in the lexicon."""
    from pprnet.claims.concepts.lexicon import load_lexicon

    keys = [key for key, concept in load_lexicon().items() if concept.group == "population"]
    return frozenset(keys[keys.index(_FIRST_COUNTRY) : keys.index(_LAST_COUNTRY) + 1])
