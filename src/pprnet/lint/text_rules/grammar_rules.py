"""Grammar where a rule is certain: prepositions, "a" and "an", number of nouns and verbs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pprnet.lint.draft_reading import DraftReading, TextPart
from pprnet.lint.lint_findings import Fix, LintSeverity
from pprnet.lint.rule_entries import LintRule, RuleMatch, replaced

PREPOSITIONS = {
    "consist to": "consist of",
    "consists to": "consists of",
    "consisted to": "consisted of",
    "consisting to": "consisting of",
    "depend of": "depend on",
    "depends of": "depends on",
    "depended of": "depended on",
    "despite of": "despite",
    "capable to": "capable of",
    "responsible of": "responsible for",
    "associated to": "associated with",
    "participate to": "participate in",
    "participated to": "participated in",
    "suffer of": "suffer from",
    "suffers of": "suffers from",
    "discuss about": "discuss",
    "discussed about": "discussed",
    "lack of of": "lack of",
    "comply to": "comply with",
    "different of": "different from",
}
"""A verb or adjective with a preposition that it never has, and the right one."""
PREPOSITION = re.compile(
    r"\b(?:consist(?:s|ed|ing)? to|depend(?:s|ed)? of|despite of|capable to|responsible of|"
    r"associated to|participated? to|suffers? of|discuss(?:ed)? about|lack of of|comply to|"
    r"different of)\b(?! (?:be|date)\b)",
    re.IGNORECASE,
)
ABSTRACT_SUBJECT = (
    "alliance|approach|aspects?|attachment|behaviou?rs?|capacity|category|comfort|components?|"
    "concepts?|construct|constructs|dimensions?|domains?|endings|element|elements|empathy|"
    "expression|factors?|framework|humility|label|model|opportunities|outcomes?|phrase|process|"
    "rupture|ruptures|term|terms|theme|themes|transference|countertransference|type|types|word"
)
REFER = re.compile(
    rf"\b(?:{ABSTRACT_SUBJECT}) (?:(?:also|often|usually|here|generally) )?(?P<verb>refers?)"
    r"(?= (?!to\b|back\b|only\b|mainly\b|primarily\b|specifically\b|both\b|not\b|in\b|here\b|"
    r"generally\b|either\b|broadly\b|exclusively\b|more\b|simply\b|directly\b|instead\b|rather\b|"
    r"loosely\b|explicitly\b|collectively\b|and\b|or\b|for\b|as\b|less\b|largely\b|mostly\b|"
    r"them\b|him\b|her\b|patients\b|clients\b|people\b)[a-z])",
    re.IGNORECASE,
)
SINGULAR = re.compile(
    r"(?<!one or )\b(?P<before>some|many|several|few|these|those|both|two|three|four|five|six|"
    r"seven|eight|nine|ten) (?P<noun>patient|client|therapist|study|trial|participant|clinician|"
    r"session|treatment|outcome|symptom|factor|author|researcher|finding|result)"
    r"(?=[.,;:)]|\Z| (?:who|with|was|is|are|were|have|had|has|may|might|can|could|will|would|"
    r"did|do|does|reported|report|found|showed|show|received|suggest|indicate|that)\b)",
    re.IGNORECASE,
)
NAMED_BEFORE = re.compile(r"\b(?:part|phase|type|stage|study|group|step|arm|level|or|of)\s\Z", re.I)
PLURALS = {"study": "studies"}
SUBJECT_WITH_INFINITIVE = re.compile(
    r"(?:[A-Z][a-z]{1,20}, )?(?:(?:The|These|Those|Such|Many|Some|Most|the|these|such|many|some) )?"
    r"(?:(?![A-Za-z]{0,20}ing\b)[A-Za-z]{2,20} ){0,2}"
    r"(?:opportunities|attempts|efforts|failures|interventions|strategies|skills|programs|"
    r"programmes|abilities|barriers) to [a-z]{3,15}(?: (?!and\b|that\b|who\b|which\b)[a-z]{2,20})"
    r"{0,3} (?P<verb>was|is|has)\b"
)
SINGULAR_VERBS = (
    (re.compile(r"\b(?:[Tt]hey|[Ww]e|[Yy]ou) (?P<verb>was|is|has|does)\b"), ""),
    (
        re.compile(
            r"\b[Tt]here (?P<verb>is|was) (?=(?:many|several|few|two|three|four|five|six) )"
        ),
        "",
    ),
    (
        re.compile(
            r"\b(?:patients|clients|therapists|participants|clinicians|people|those) who "
            r"(?P<verb>has|was|is|does)\b",
            re.IGNORECASE,
        ),
        "one of",
    ),
    (
        re.compile(
            r"(?<![^\s])(?:The|These|Those|Our|Their|Many|Some|Several) (?:[a-z]{3,20} )?"
            r"(?:results|findings|studies|authors|patients|clients|therapists|participants) "
            r"(?P<verb>shows|suggests|indicates|has|was|is|does)\b"
        ),
        " of ",
    ),
)
"""Plural subjects with a singular verb, and what before them leaves the subject open."""
PLURAL_NOUN = re.compile(
    r"\b(?:[Tt]his|[Ee]ach|[Ee]very) (?P<noun>studies|patients|clients|therapists|trials|"
    r"participants|clinicians|findings|sessions|symptoms|authors|researchers)\b(?!['’])"
)
VERBS = {
    "was": "were",
    "is": "are",
    "has": "have",
    "does": "do",
    "shows": "show",
    "suggests": "suggest",
    "indicates": "indicate",
}
A_VOWEL = re.compile(
    r"(?<![\w.’'-])a (?=(?!one\b|once\b|eu|ew|and\b|or\b|in\b|is\b|as\b|at\b|are\b|of\b|on\b|if\b|"
    r"all\b|à\b|été\b)[aeio][a-z]{3})"
)
AN_CONSONANT = re.compile(r"(?<![\w.’'-])an (?=[bcdfgjklmnpqrstvwyz][a-z]{2,20}\b)")


def _wrong_prepositions(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield verbs and adjectives with a preposition that they never have, or without theirs."""
    if reading.is_french:
        return
    for part in reading.body:
        for found in PREPOSITION.finditer(part.text):
            right = PREPOSITIONS[found[0].lower()]
            right = right[0].upper() + right[1:] if found[0][0].isupper() else right
            yield replaced(
                part.field, found.start(), found.end(), right, found=found[0], expected=right
            )
        for found in REFER.finditer(part.text):
            verb, end = found["verb"], found.end("verb")
            yield RuleMatch(
                part.field,
                found.start("verb"),
                end,
                arguments={"found": verb, "expected": f"{verb} to"},
                fix=Fix(end, end, " to"),
            )


def _wrong_numbers(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield singular nouns after a plural word, and singular verbs of plural subjects."""
    if reading.is_french:
        return
    for part in reading.body:
        for found in SINGULAR.finditer(part.text):
            before = part.text[max(0, found.start() - 8) : found.start()]
            if not NAMED_BEFORE.search(before):
                noun = found["noun"]
                right = PLURALS.get(noun, f"{noun}s")
                start, end = found.span("noun")
                yield replaced(
                    part.field, start, end, right, found=found[0], expected=right, variant="noun"
                )
        yield from _wrong_plurals(part)
    for sentence in reading.sentences:
        if verb := SUBJECT_WITH_INFINITIVE.match(sentence.text):
            start, end = (sentence.start + at for at in verb.span("verb"))
            right = VERBS[verb["verb"]]
            yield replaced(
                sentence.field,
                start,
                end,
                right,
                found=verb["verb"],
                expected=right,
                variant="verb",
            )


def _wrong_plurals(part: TextPart) -> Iterator[RuleMatch]:
    """Yield plural nouns after a singular word, and singular verbs after a plural subject."""
    for found in PLURAL_NOUN.finditer(part.text):
        noun = found["noun"]
        right = "study" if noun == "studies" else noun.removesuffix("s")
        start, end = found.span("noun")
        yield replaced(
            part.field, start, end, right, found=found[0], expected=right, variant="noun"
        )
    for pattern, excluded in SINGULAR_VERBS:
        for found in pattern.finditer(part.text):
            before = part.text[max(0, found.start() - 16) : found.start()].lower()
            if excluded and excluded in before:
                continue
            start, end = found.span("verb")
            right = VERBS[found["verb"].lower()]
            yield replaced(
                part.field, start, end, right, found=found["verb"], expected=right, variant="verb"
            )


def _wrong_articles(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield "a" before a vowel and "an" before a consonant."""
    if reading.is_french:
        return
    for part in reading.body:
        for pattern, right in ((A_VOWEL, "an"), (AN_CONSONANT, "a")):
            for found in pattern.finditer(part.text):
                start, end = found.start(), found.end() - 1
                yield replaced(
                    part.field, start, end, right, found=found[0].strip(), expected=right
                )


GRAMMAR_RULES = (
    LintRule("preposition", LintSeverity.ERROR, _wrong_prepositions),
    LintRule("number-agreement", LintSeverity.ERROR, _wrong_numbers),
    LintRule("article-a-an", LintSeverity.ERROR, _wrong_articles),
)
