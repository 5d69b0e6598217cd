"""The form of a printed reference: what it lacks, and what APA 7 prints in another way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pprnet.formats.printed_reference import REFERENCE, parse_apa_reference
from pprnet.lint.draft_reading import CITATION, DraftReading, TextPart
from pprnet.lint.lint_findings import Fix, LintSeverity
from pprnet.lint.rule_entries import LintRule, RuleMatch, replaced
from pprnet.lint.text_rules.title_rules import capitals_of

UPPER = "A-ZÀ-ÖØ-Þ"
INITIALS = re.compile(
    rf"(?<![\w.])(?:[{UPPER}]\.?[ \-‐]?){{1,4}}[{UPPER}]\.(?![\w.])|(?<![\w.])[{UPPER}]-[{UPPER}]\."
)
INITIAL = re.compile(rf"([\-‐]?)([{UPPER}])")
LAST_AND = re.compile(r",? (?:and|&) (?=[^,&]{2,60},[^,&]{1,20}\Z)")
ARTICLE = re.compile(r", (?P<volume>\d{1,4}): ?(?P<number>[eE]?\d{1,7})(?![\d\-–])")
ARTICLE_LABEL = re.compile(r"\b(?:Article|Art\.|article)\b")
PAGE_HYPHEN = re.compile(
    r"(?<=, )(?P<first>[A-Za-z]?\d{1,6})-(?P<last>[A-Za-z]?\d{1,6})(?=[.,;]|\Z)"
)
COMMA_BEFORE_ADDRESS = re.compile(r", (?=https?://)")
YEAR_WITHOUT_STOP = re.compile(r"\((?:19|20)\d\d[a-z]?\)(?= [^\W\d_])")
LOWER_SUBTITLE = re.compile(r"(?<=[^\W\d_]{2}[:?] )[a-zà-ÿ](?=[a-zà-ÿ]{1,20}\b)")
STRAY_CAPITAL = re.compile(
    r"(?<=[a-z] )(?:Does|Do|Is|Are|Can|The|Of|And|In|For|With|To|On|From|By|An)(?= [a-z])"
)
ADDRESS_AT_END = re.compile(
    r"(?<!\S)(?:doi\s?[:.]?\s?)?(?:https?\S{0,300}|\S{0,20}10\.\d{4}\S{0,200}) ?\S{0,60}\s{0,9}\Z",
    re.IGNORECASE,
)
BOOK = re.compile(
    r"\b(?:Press|Publish\w{0,5}|Eds?\.|University|Books|Routledge|Guilford|Springer|Wiley)"
)
NOT_YET_PLACED = re.compile(r"\b(?:in press|advance online|preprint|sous presse)\b", re.IGNORECASE)


def _authors_part(part: TextPart) -> str:
    """Return what stands before the year of a reference, empty where it does not read as one."""
    found = REFERENCE.match(part.text)
    return found["who"] if found else ""


def _missing_citation(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield one match where a draft has citations as a part, and none."""
    citations = reading.draft.citations
    if citations is not None and not any(each.text.strip() or each.record for each in citations):
        yield RuleMatch(CITATION)


def _ampersands(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield what precedes the last author where it is not a comma and an ampersand."""
    for part in reading.citations:
        who = _authors_part(part)
        record = parse_apa_reference(part.text) if who else None
        people = record.authors if record else ()
        if reading.is_french or len(people) < 2 or not all(person.given for person in people):  # noqa: PLR2004
            continue
        if "…" in who or "..." in who or "et al" in who:
            continue
        if found := LAST_AND.search(who):
            if found[0] != ", & ":
                yield _ampersand(part, found.start(), found.end())
        elif "&" not in who and (at := who.rfind(f", {people[-1].family}")) >= 0:
            yield _ampersand(part, at, at + 2)


def _ampersand(part: TextPart, start: int, end: int) -> RuleMatch:
    """Return the match of a separator before the last author."""
    return replaced(
        CITATION, start, end, ", & ", item=part.item, found=part.text[start:end].strip()
    )


def _initials(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield initials that are not set apart, such as "G.D." and "A-M."."""
    for part in reading.citations:
        for found in INITIALS.finditer(_authors_part(part)):
            right = "".join(
                f"{'-' if hyphen else ' '}{letter}." for hyphen, letter in INITIAL.findall(found[0])
            ).strip(" -")
            if right != found[0]:
                start, end = found.span()
                yield replaced(
                    CITATION, start, end, right, item=part.item, found=found[0], expected=right
                )


def _article_numbers(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield article numbers printed as "10:347"."""
    for part in reading.citations:
        for found in ARTICLE.finditer(part.text):
            right = f", {found['volume']}, Article {found['number']}"
            start, end = found.span()
            yield replaced(
                CITATION, start, end, right, item=part.item,
                found=found[0].strip(", "), expected=right.strip(", "),
            )  # fmt: skip


def _page_ranges(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield ranges of pages with a hyphen."""
    for part in reading.citations:
        for found in PAGE_HYPHEN.finditer(part.text):
            right = f"{found['first']}–{found['last']}"
            yield replaced(CITATION, *found.span(), right, item=part.item, found=found[0])


def _punctuation(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield stops that a reference lacks: after the year, before the address, at the end."""
    for part in reading.citations:
        if year := YEAR_WITHOUT_STOP.search(part.text, 0, 400):
            fix = Fix(year.end(), year.end(), ".")
            yield RuleMatch(CITATION, *year.span(), "year", fix=fix, item=part.item)
        for comma in COMMA_BEFORE_ADDRESS.finditer(part.text):
            start, end = comma.span()
            yield replaced(CITATION, start, end, ". ", item=part.item, variant="address")
        text = part.text.rstrip()
        if text[-1:].isalnum() and "10." not in text and "http" not in text:
            fix = Fix(len(text), len(text), ".")
            yield RuleMatch(CITATION, len(text) - 1, len(text), "end", fix=fix, item=part.item)


def _title_capitals(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield a subtitle in lower case, and a small word with a capital within a title."""
    for part in reading.citations:
        found = REFERENCE.match(part.text)
        record = parse_apa_reference(part.text) if found else None
        if found and record and record.title:
            start = part.text.find(record.title, found.end())
            end = start + len(record.title)
            in_sentence_case = capitals_of(record.title) == "sentence"
            for pattern in (
                (LOWER_SUBTITLE, STRAY_CAPITAL) if start >= 0 and in_sentence_case else ()
            ):
                for word in pattern.finditer(part.text, start, end):
                    yield _other_capital(part, word.start(), word.end())


def _other_capital(part: TextPart, start: int, end: int) -> RuleMatch:
    """Return the match of a word that begins with a letter of the wrong case."""
    word = part.text[start:end]
    right = word[0].swapcase() + word[1:]
    shown = re.match(r"[^\W\d_]{1,40}", part.text[start : start + 40])
    given = {"found": shown[0] if shown else word}
    return replaced(CITATION, start, end, right, item=part.item, **given)


def _incomplete(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield references without year, journal, volume or pages; their DOI has its own rule."""
    for part in reading.citations:
        record = parse_apa_reference(ADDRESS_AT_END.sub("", part.text))
        if record is None:
            yield RuleMatch(CITATION, 0, len(part.text), "unread", item=part.item)
        elif not BOOK.search(part.text) and not NOT_YET_PLACED.search(part.text):
            pages = record.pages or record.article_number or ARTICLE_LABEL.search(part.text)
            parts = (("journal", record.journal), ("volume", record.volume), ("pages", pages))
            for name, value in parts:
                if not value:
                    yield RuleMatch(CITATION, 0, len(part.text), name, item=part.item)


def _without_doi(reading: DraftReading) -> Iterator[RuleMatch]:
    """Yield references that print no DOI."""
    for part in reading.citations:
        if "10." not in part.text and "doi.org/" not in part.text:
            yield RuleMatch(CITATION, 0, len(part.text), item=part.item)


CITATION_RULES = (
    LintRule("missing-citation", LintSeverity.ERROR, _missing_citation),
    LintRule("citation-incomplete", LintSeverity.ADVICE, _incomplete),
    LintRule("citation-no-doi", LintSeverity.ADVICE, _without_doi),
    LintRule("citation-ampersand", LintSeverity.ADVICE, _ampersands),
    LintRule("citation-initials", LintSeverity.ADVICE, _initials),
    LintRule("citation-article-number", LintSeverity.ADVICE, _article_numbers),
    LintRule("citation-page-range", LintSeverity.ADVICE, _page_ranges),
    LintRule("citation-punctuation", LintSeverity.ADVICE, _punctuation),
    LintRule("citation-capitals", LintSeverity.ADVICE, _title_capitals),
)
