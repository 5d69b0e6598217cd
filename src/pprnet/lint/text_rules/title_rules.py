"""Titles: length, final stop, capitals, questions, and one style of capitals within a month."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pprnet.extraction.text_processing.word_tokenizer import word_set
from pprnet.lint.draft import Draft
from pprnet.lint.draft_reading import DraftReading
from pprnet.lint.lint_findings import LintSeverity
from pprnet.lint.rule_entries import LintRule, RuleMatch, replaced

FINAL_STOP = re.compile(r"(?<![.A-Z])\.\s{0,20}\Z")
QUESTION = re.compile(
    r"(?:(?:how|why|when|where)(?: (?:and|or|much|many|well|often|long|\w+ly)(?: \w+)?)? "
    r"(?:does|do|did|can|could|should|will|would|is|are)\b"
    r"|(?:what|which|whose|who|whom) (?:\w+ ){0,2}(?:does|do|did|can|should|would) \w"
    r"|(?:does|do|did|can|could|should|would|is|are|will) (?:the|a|an|all|some|we|you|it|this|"
    r"these|there|therapists?|patients?|clients?|psychotherapy|therapy|treatments?)\b"
    r"|(?:comment|pourquoi|quand|est-ce que|qu’est-ce que|qu'est-ce que)\b)",
    re.IGNORECASE,
)
SMALL_WORDS = word_set(
    "a an and as at but by for from in into is nor of on or per the to up via vs with without"
)
FEWEST_WORDS = 4
"""Words that count; a shorter title has no style of capitals."""


def _title(reading: DraftReading) -> str:
    """Return the title of a draft."""
    return reading.draft.fields.get("title", "")


def _title_faults(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield what is wrong with the form of a title."""
    title = _title(reading)
    if stop := FINAL_STOP.search(title):
        yield replaced("title", stop.start(), stop.end(), "", variant="stop")
    letters = [sign for sign in title if sign.isalpha()]
    if len(title.split()) > 1 and len(letters) > 10 and "".join(letters).isupper():  # noqa: PLR2004
        yield RuleMatch("title", 0, len(title), "capitals")
    limit = reading.bounds.title_characters
    if len(title) > limit:
        given = {"count": str(len(title)), "limit": str(limit)}
        yield RuleMatch("title", 0, len(title), "long", given)


def _questions(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield a title that asks something without a question mark."""
    title = _title(reading)
    start = title.rfind(": ") + 2 if ": " in title else 0
    asked = QUESTION.match(title, start)
    is_french_question = asked and asked[0].lower() in ("comment", "pourquoi", "quand")
    if asked and "?" not in title and not (is_french_question and not reading.is_french):
        yield RuleMatch("title", 0, len(title))


def capitals_of(title: str) -> str:
    """Return "title" or "sentence" for the style of capitals of a title, empty where it is unclear.

    Args:
        title: of a draft.
    """
    words = [word for word in re.findall(r"[^\W\d_]+", title.replace("’", "")) if len(word) > 1]
    counted = [word for word in words[1:] if word.lower() not in SMALL_WORDS and not word.isupper()]
    if len(counted) < FEWEST_WORDS - 1:
        return ""
    share = sum(word[0].isupper() for word in counted) / len(counted)
    return "title" if share > 0.75 else "sentence" if share < 0.34 else ""  # noqa: PLR2004


def mixed_title_case(drafts: Sequence[Draft]) -> Mapping[int, Iterable[RuleMatch]]:
    """Return the titles whose capitals differ from most titles of their month, by place.

    Args:
        drafts: of any months.
    """
    months: dict[str, list[int]] = defaultdict(list)
    for at, draft in enumerate(drafts):
        if draft.month:
            months[draft.month].append(at)
    return {at: matches for places in months.values() for at, matches in _mixed(drafts, places)}


def _mixed(drafts: Sequence[Draft], places: Sequence[int]) -> Iterator[tuple[int, list[RuleMatch]]]:
    """Yield the titles of one month that are of the rarer style, the later one of two equal."""
    titles = {at: drafts[at].fields.get("title", "") for at in places}
    styles = {at: style for at, title in titles.items() if (style := capitals_of(title))}
    values = list(styles.values())
    if len(set(values)) < 2:  # noqa: PLR2004 - both styles
        return
    usual = max(dict.fromkeys(values), key=values.count)
    for at, style in styles.items():
        if style != usual:
            yield at, [RuleMatch("title", 0, len(titles[at]), style)]


def _in_one_draft(_reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield nothing: one draft alone has no other title to differ from."""
    yield from ()


TITLE_RULES = (
    LintRule("title-style", LintSeverity.ADVICE, _title_faults),
    LintRule("title-question", LintSeverity.ADVICE, _questions),
    LintRule("title-case", LintSeverity.ADVICE, _in_one_draft),
)
