"""Wording that the design, the certainty or the result of the source does not carry."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pprnet.lint.draft import SourceFacts
from pprnet.lint.draft_reading import DraftReading
from pprnet.lint.lint_findings import LintSeverity
from pprnet.lint.rule_entries import LintRule, RuleMatch
from pprnet.vocab import research_type

NO_CAUSE_GROUPS = frozenset(("observational", "qualitative"))
NO_CAUSE_TYPES = frozenset(("qualitative-synthesis", "measure-study"))
FEWEST_OBLIGATIONS = 2
"""In implications of a certainty that is not appraised; of one that is low a single one counts."""
LOW_CERTAINTY = frozenset(("", "low", "very-low"))
CAUSAL = re.compile(
    r"\b(?:leads to|led to|"
    r"(?<!the )(?<!our )(?<!these )(?<!good )(?<!other )(?<!similar )results in(?! terms)|"
    r"resulted in|(?<!the )(?<!of )(?<!possible )causes (?!of\b|and\b)|"
    r"caused by|improves|reduces|prevents|produces|the effects? of)\b",
    re.IGNORECASE,
)
CAUSAL_FRENCH = re.compile(
    r"\b(?:entraîne|entraînent|provoque|provoquent|améliore|améliorent|réduit|réduisent|"
    r"mène à|mènent à|conduit à|conduisent à|l[’']effet d[eu’']|grâce à)",
    re.IGNORECASE,
)
HEDGE = re.compile(
    r"\b(?:may|might|could|can|suggests?|possib\w{2,4}|whether|not|cannot|unclear|aims?|aimed|"
    r"examin\w{1,4}|evaluat\w{1,4}|assess\w{0,4}|investigat\w{1,4}|stud(?:y|ied)|compare\w?|"
    r"explor\w{1,4}|"
    r"peut|peuvent|pourrait|pourraient|suggère|si|ne|pas)\b",
    re.IGNORECASE,
)
GENERAL = re.compile(
    r"(?<!not )(?<!nearly )(?<!almost )(?<!virtually )(?:\b(?:all|every) (?:patients?|clients?|"
    r"therapists?|clinicians?|people)(?= (?:should|must|need|will|benefits?|can|do|improve|get|"
    r"respond|want|feel|prefer|recover)\b)|\b(?:always|never)\b(?! (?:been|had|mind|before))|"
    r"\b(?:proves|proved that|proven that|proof that|for everyone|undeniably|definitively|"
    r"inevitably|without (?:a |any )?doubt)\b)",
    re.IGNORECASE,
)
GENERAL_FRENCH = re.compile(
    r"\b(?:tous les (?:patients|clients|thérapeutes)|toutes les (?:patientes|clientes)|toujours|"
    r"inévitablement|prouvent?|la preuve que|sans aucun doute)\b(?! que)",
    re.IGNORECASE,
)
OBLIGATION = re.compile(
    r"\b(?:should|must|ought to|doit|doivent|devrait|devraient|il faut)\b"
    r"(?! (?:be (?:noted|studied|investigated|examined)|note|noter|know|investigate|examine))",
    re.IGNORECASE,
)
NO_EFFECT = re.compile(
    r"\b(?:(?:had|has|have|showed|shows) no (?:effect|benefit|impact|influence)|"
    r"(?:does|do|did) not (?:work|help|reduce|improve)\b|(?:is|are|was|were) (?:ineffective|"
    r"not effective|equally effective|equivalent)|as effective as|"
    r"(?:proves?|proved|shows?|showed|demonstrates?) that [^.;]{1,80}? (?:does|do|did) not|"
    r"n[’'](?:a|ont|avait) (?:aucun|pas d[’'])\s?effet|ne fonctionnent? pas|"
    r"(?:est|sont) inefficaces?)",
    re.IGNORECASE,
)


def allows_no_cause(source: SourceFacts) -> bool:
    """Return whether the design of a source is known and says nothing about causes.

    Args:
        source: of a draft.
    """
    key = source.research_type
    if not key:
        return False
    return key in NO_CAUSE_TYPES or research_type(key).group in NO_CAUSE_GROUPS


def _causal_wording(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield causal wording where no source can show a cause; hedged sentences are left out."""
    sources = reading.draft.sources
    if not sources or not all(allows_no_cause(source) for source in sources):
        return
    pattern = CAUSAL_FRENCH if reading.is_french else CAUSAL
    label = research_type(sources[0].research_type)
    for sentence in reading.sentences:
        found = pattern.search(sentence.text)
        if found and not HEDGE.search(sentence.text):
            start, end = (sentence.start + at for at in found.span())
            given = {"found": found[0].strip(), "design": label.label, "design_fr": label.label_fr}
            yield RuleMatch(sentence.field, start, end, arguments=given)


def _general_wording(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield wording that is true of everybody or for ever."""
    pattern = GENERAL_FRENCH if reading.is_french else GENERAL
    for part in reading.body:
        for found in pattern.finditer(part.text):
            yield RuleMatch(part.field, *found.span(), arguments={"found": found[0]})


def _obligations(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield the first obligation of implications whose certainty is low or not appraised."""
    known = [each.certainty for each in reading.draft.sources if each.certainty is not None]
    text = reading.draft.fields.get("implications", "")
    found = [*OBLIGATION.finditer(text)]
    variant = "low" if any(known) else "not-appraised"
    fewest = 1 if any(known) else FEWEST_OBLIGATIONS
    if len(found) < fewest or not known or not all(each in LOW_CERTAINTY for each in known):
        return
    given = {"found": found[0][0], "count": str(len(found))}
    yield RuleMatch("implications", *found[0].span(), variant, given)


def _no_effect(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield "no effect" and the like where the source found no significant difference."""
    if not any(source.has_nonsignificant_result for source in reading.draft.sources):
        return
    for part in reading.body:
        for found in NO_EFFECT.finditer(part.text):
            yield RuleMatch(part.field, *found.span(), arguments={"found": found[0]})


STRENGTH_RULES = (
    LintRule("causal-wording", LintSeverity.ADVICE, _causal_wording),
    LintRule("general-wording", LintSeverity.ADVICE, _general_wording),
    LintRule("strong-recommendation", LintSeverity.ADVICE, _obligations),
    LintRule("absence-of-evidence", LintSeverity.ADVICE, _no_effect),
)
