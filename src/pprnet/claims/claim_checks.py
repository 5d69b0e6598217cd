"""The check of a text: its claims in order, each with what its sources say."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from pprnet.claims.binding.arms.arm_claims import check_arms
from pprnet.claims.binding.arms.only_arms import check_only_arms
from pprnet.claims.binding.arms.population_claims import check_populations
from pprnet.claims.binding.arms.same_arm import check_same_arm
from pprnet.claims.binding.arms.statement_arms import check_statement_arms
from pprnet.claims.binding.arms.subject_arms import check_subject_arms
from pprnet.claims.binding.arms.treatment_words import check_treatment_words
from pprnet.claims.binding.direction_claims import check_directions
from pprnet.claims.binding.number_claims import check_numbers
from pprnet.claims.binding.stated_facts import Sources
from pprnet.claims.binding.time_claims import check_times
from pprnet.claims.claim_values import ClaimFinding, SourceText
from pprnet.claims.concepts import Abbreviations, read_abbreviations
from pprnet.claims.names.name_checks import check_names
from pprnet.claims.names.source_authors import CITATION, read_source_authors
from pprnet.claims.reading.markup_removal import without_markup
from pprnet.claims.reading.read_text import read_text
from pprnet.claims.text_language import text_language

_KEPT_SOURCES = 16


def check_claims(text: str, sources: Sequence[SourceText]) -> tuple[ClaimFinding, ...]:
    """Return the claims of a text in order, each with the verdict of its sources.

    Args:
        text: a summary or part of one, in English or French.
        sources: what it rests on.
    """
    read_sources, abbreviations = _read_sources(tuple(sources))
    language = text_language(text)
    claimed = read_text(text, language, abbreviations + read_abbreviations(text, language))
    found = [
        *check_names(text, read_source_authors(sources)),
        *check_numbers(claimed, read_sources),
        *check_times(claimed, read_sources),
        *check_arms(claimed, read_sources),
        *check_directions(claimed, read_sources),
        *check_statement_arms(claimed, read_sources),
        *check_same_arm(claimed, read_sources),
        *check_subject_arms(claimed, read_sources),
        *check_only_arms(claimed, read_sources),
        *check_treatment_words(claimed, read_sources.texts),
        *check_populations(claimed, read_sources),
    ]
    return tuple(sorted(found, key=lambda finding: (finding.claim.start, finding.claim.end)))


@lru_cache(maxsize=_KEPT_SOURCES)
def _read_sources(sources: tuple[SourceText, ...]) -> tuple[Sources, Abbreviations]:
    """Return sources as read; they are read once while somebody types."""
    abbreviations = Abbreviations()
    languages = [text_language(source.text) for source in sources]
    for source, language in zip(sources, languages, strict=True):
        abbreviations += read_abbreviations(source.text, language)
    texts = [
        read_text(
            without_markup(source.text) if source.layer != CITATION else "", language, abbreviations
        )
        for source, language in zip(sources, languages, strict=True)
    ]
    return Sources.from_texts(texts), abbreviations
