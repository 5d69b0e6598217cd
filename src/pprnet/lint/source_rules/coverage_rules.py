"""Parts that a draft lacks, and what is known of the source that the draft does not state."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import combinations

from pprnet.extraction.text_processing.whole_numbers import whole_numbers
from pprnet.extraction.text_processing.word_tokenizer import tokenize_words
from pprnet.lint.draft import SourceFacts
from pprnet.lint.draft_reading import HEADING, DraftReading
from pprnet.lint.lint_findings import LintSeverity
from pprnet.lint.rule_entries import LintRule, RuleMatch, replaced
from pprnet.text import fold
from pprnet.vocab import research_type

HEADINGS = {"en": "Practice Implications", "fr": "Implications pour la pratique"}
REQUIRED = ("title", "summary", "implications")
DESIGN = re.compile(
    r"review|meta-anal|méta-anal|synthes|trial|randomi|essai|cohort|survey|interview|qualitativ|"
    r"case (?:stud|serie|report)|observational|cross-sectional|longitudinal|experiment|"
    r"secondary analysis|followed|questionnaire|audit|naturalistic|routine|prospectiv|"
    r"retrospectiv|pilot|guideline|enquête|sondage|revue|étude de cas|synthèse|studies|études|"
    r"compared|comparison|randomly|controlled|process research|protocol|validation|commentary",
    re.IGNORECASE,
)
NAMED_DESIGNS = frozenset(("reviews-of-studies", "trials"))
"""Groups of designs; others are described rather than named."""
ROUNDED = re.compile(
    r"\b(?:almost|about|around|nearly|over|more than|approximately|some|roughly|près de|environ|"
    r"plus de)\s\Z",
    re.IGNORECASE,
)
MOST_ADDED = 60
"""Numbers of a text of which two may be the arms of a study."""
ROUNDING = 0.06
"""How far a rounded number may be from the exact one."""


def _missing_texts(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield title, summary and implications that are part of the draft and empty."""
    for name in REQUIRED:
        if name in reading.draft.fields and not reading.draft.fields[name].strip():
            yield RuleMatch(name, variant=name)


def _missing_part(field: str) -> Callable[[DraftReading], Iterator[RuleMatch]]:
    """Return the check whether a part of a draft is empty."""

    def check(reading: DraftReading) -> Iterator[RuleMatch]:
        if field in reading.draft.fields and not reading.draft.fields[field].strip():
            yield RuleMatch(field)

    return check


def _headings(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield headings of the implications in other words than the usual ones."""
    right = HEADINGS["fr" if reading.is_french else "en"]
    for at, heading in enumerate(reading.draft.headings):
        if heading != right:
            yield replaced(HEADING, 0, len(heading), right, item=at, found=heading, expected=right)


def _missing_design(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield one match where the design is known and the text names none."""
    known = [each for each in reading.draft.sources if _has_named_design(each)]
    if known and reading.body and not DESIGN.search(reading.printed_body):
        yield RuleMatch("summary")


def _has_named_design(source: SourceFacts) -> bool:
    """Return whether the design of a source has a name that a text would use."""
    key = source.research_type
    return bool(key) and research_type(key).group in NAMED_DESIGNS


def _missing_count(name: str) -> Callable[[DraftReading], Iterator[RuleMatch]]:
    """Return the check whether the text states the number of participants or studies."""

    def check(reading: DraftReading) -> Iterator[RuleMatch]:
        for at, source in enumerate(reading.draft.sources):
            count: int | None = getattr(source, name)
            if count and reading.body and not _states(reading.printed_body, count):
                yield RuleMatch("summary", arguments={"count": str(count)}, item=at)

    return check


def _states(text: str, count: int) -> bool:
    """Return whether a text states a whole number, also rounded with a word that says so."""
    tokens = tokenize_words(text)
    numbers = [*whole_numbers(tokens, text)]
    values = [number.value for number in numbers[:MOST_ADDED]]
    if any(first + second == count for first, second in combinations(values, 2)):
        return True  # two arms
    for number in numbers:
        if number.value == count:
            return True
        start = tokens[number.first].start
        is_near = abs(number.value - count) <= ROUNDING * count
        if is_near and ROUNDED.search(text[max(0, start - 16) : start]):
            return True
    return _has_number(text, str(count))


def _printed_forms(value: float) -> Iterator[str]:
    """Yield the forms in which a value may be printed, with and without its zero or sign."""
    for digits in range(4):
        printed = f"{abs(value):.{digits}f}"
        if abs(float(printed) - abs(value)) <= 0.051 * max(abs(value), 0.1):
            yield printed
            yield printed.removeprefix("0")


def _states_value(text: str, value: float) -> bool:
    """Return whether a text states a value of an effect."""
    forms = {form for form in _printed_forms(value) if form.strip("0.")}
    ends = {form.replace(".", ",") for form in forms} | forms
    return any(_has_number(text, form) for form in ends)


def _has_number(text: str, form: str) -> bool:
    """Return whether a text has a number that is not part of a longer one."""
    at = text.find(form)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(form) : at + len(form) + 1]
        if not before.isdecimal() and not after.isdecimal():
            return True
        at = text.find(form, at + 1)
    return False


def _missing_effect(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield one match where effects are known and the text states none of them."""
    for at, source in enumerate(reading.draft.sources):
        values = [effect.value for effect in source.effects]
        if values and reading.body and not _states_any(reading.printed_body, values):
            yield RuleMatch("summary", item=at)


def _missing_interval(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield one match where the text states an effect without the interval that is known of it."""
    text = reading.printed_body
    for at, source in enumerate(reading.draft.sources):
        if _states_effect_without_interval(text, source):
            yield RuleMatch("summary", item=at)


def _states_any(text: str, values: list[float]) -> bool:
    """Return whether a text states one of some values."""
    return any(_states_value(text, value) for value in values)


def _states_effect_without_interval(text: str, source: SourceFacts) -> bool:
    """Return whether a text states effects that have intervals, and no interval."""
    known = [each for each in source.effects if each.low is not None and each.high is not None]
    stated = [each for each in known if _states_value(text, each.value)]
    if not stated or "interval" in fold(text):
        return False
    ends = [(each.low or 0.0, each.high or 0.0) for each in stated]
    return not any(_states_value(text, low) and _states_value(text, high) for low, high in ends)


COVERAGE_RULES = (
    LintRule("missing-text", LintSeverity.ERROR, _missing_texts),
    LintRule("heading", LintSeverity.ERROR, _headings),
    LintRule("missing-bottom-line", LintSeverity.ADVICE, _missing_part("bottom_line")),
    LintRule("missing-limits", LintSeverity.ADVICE, _missing_part("limits")),
    LintRule("missing-for-whom", LintSeverity.ADVICE, _missing_part("for_whom")),
    LintRule("missing-design", LintSeverity.ADVICE, _missing_design),
    LintRule("missing-sample-size", LintSeverity.ADVICE, _missing_count("participants")),
    LintRule("missing-study-count", LintSeverity.ADVICE, _missing_count("studies")),
    LintRule("missing-effect", LintSeverity.ADVICE, _missing_effect),
    LintRule("missing-interval", LintSeverity.ADVICE, _missing_interval),
)
