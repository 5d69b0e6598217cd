"""The text of a page of the PPRNet archive -> posts, with the reference that each one prints."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pprnet.formats.fields.dates import month_of
from pprnet.formats.printed_reference import (
    is_reference,
    parse_apa_reference,
    unread_reference_parts,
)
from pprnet.records import PartialDate, Problem, Record
from pprnet.text import clean, fold
from pprnet.vocab import topic_by_label


@dataclass(frozen=True, slots=True)
class PrintedTopic:
    """A topic as the page lists it, and the term of the vocabulary that it is."""

    label: str
    key: str
    """Empty where the vocabulary has no such topic."""
    line: int


@dataclass(frozen=True, slots=True)
class ArchivePost:
    """One post: the summary of a study, under the month in which it appeared."""

    month: PartialDate
    title: str
    citation_text: str
    """The reference as printed, empty where there is none."""
    citation: Record | None
    summary: str
    """Paragraphs are separated by an empty line, here and in the implications."""
    implications: str
    line: int


@dataclass(frozen=True, slots=True)
class ArchivePage:
    """What could be read from a page; a page of another kind has problems and no posts."""

    intro: str
    teaser: str
    teaser_clauses: tuple[str, ...]
    topics: tuple[PrintedTopic, ...]
    posts: tuple[ArchivePost, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _NumberedLine:
    """A line that is not empty, with its 1-based number."""

    number: int
    text: str


MONTH = re.compile(r"([^\W\d_]+)\.? ((?:19|20)\d\d)")
PRACTICE = re.compile(
    r"(?:(?:practi[cs]e|practical|clinical) implications?|"
    r"implications? (?:for (?:clinical )?practice|pour la pratique|cliniques?|pratiques?)) ?:?",
    re.IGNORECASE,
)
TEASER = re.compile(r"(?:…|\.{3})?\s*I blog about (.+?)\.?", re.IGNORECASE)
LONG_TITLE = 220


def read_archive(text: str, *, name: str) -> ArchivePage:
    """Return the posts of an archive page; what is missing or odd is a problem, never an error.

    Args:
        text: text of the page, a paragraph a line.
        name: name of the file, for problems.
    """
    lines = [
        _NumberedLine(number, line)
        for number, raw in enumerate(text.replace("\r\n", "\n").split("\n"), start=1)
        if (line := clean(raw))
    ]
    starts = [at for at, line in enumerate(lines) if _month_heading(line.text)]
    head = lines[: starts[0]] if starts else lines
    teaser = next((line.text for line in head if TEASER.fullmatch(line.text)), "")
    topics, posts = tuple(_read_topics(head)), tuple(_read_posts(lines, starts))
    page = ArchivePage(_read_intro(head), teaser, split_teaser(teaser), topics, posts, ())
    return replace(page, problems=tuple(find_problems(page, name)))


def _month_heading(text: str) -> PartialDate | None:
    """Read a line that is a month and a year and nothing else."""
    found = MONTH.fullmatch(text)
    month = month_of(found[1]) if found else 0
    return PartialDate(int(found[2]), month) if found and month else None


def _read_intro(head: Sequence[_NumberedLine]) -> str:
    """Return the paragraph about the digest itself, which comes before the teaser."""
    for line in head:
        if fold(line.text) == "this month" or line.text.startswith("- "):
            break
        if fold(line.text) != "blog" and not TEASER.fullmatch(line.text):
            return line.text
    return ""


def split_teaser(teaser: str) -> tuple[str, ...]:
    """Return what a teaser such as "I blog about A, B, and C." names.

    Args:
        teaser: the sentence.
    """
    found = TEASER.fullmatch(teaser)
    if not found:
        return ()
    clauses = re.split(r",\s+(?:and\s+)?", found[1])
    if len(clauses) == 1 and found[1].count(" and ") == 1:
        clauses = found[1].split(" and ")
    return tuple(clause.strip(" …") for clause in clauses if clause.strip(" …"))


def _read_topics(head: Sequence[_NumberedLine]) -> Iterator[PrintedTopic]:
    """Yield the list under "Topics", without its "ALL" link."""
    listed = False
    for line in head:
        if not line.text.startswith(("- ", "• ", "* ")):
            listed = fold(line.text) == "topics"
            continue
        label = line.text[2:].strip()
        if listed and not fold(label).startswith("all topics"):
            term = topic_by_label(label)
            yield PrintedTopic(label, term.key if term else "", line.number)


def _read_posts(lines: Sequence[_NumberedLine], starts: Sequence[int]) -> Iterator[ArchivePost]:
    """Yield the posts under each month, in the order of the page."""
    for start, end in pairwise([*starts, len(lines)]):
        month = _month_heading(lines[start].text)
        if month is not None:
            for block in _split_month(lines[start + 1 : end]):
                yield _read_post(block, month)


def _split_month(lines: Sequence[_NumberedLine]) -> Iterator[Sequence[_NumberedLine]]:
    """Cut the lines under a month into posts: a new title follows a post's implications."""
    headings = [at for at, line in enumerate(lines) if PRACTICE.fullmatch(line.text)]
    start = 0
    for heading, following in pairwise(headings):
        # A title is short and is no sentence; the implications take at least one line.
        titles = (at for at in range(heading + 2, following) if _is_title(lines[at].text))
        at = next(titles, None)
        if at is not None:
            yield lines[start:at]
            start = at
    if lines[start:]:
        yield lines[start:]


def _is_title(text: str) -> bool:
    """Return whether a line is a title and not a paragraph."""
    return len(text) <= LONG_TITLE and not text.endswith(".")


def _read_post(block: Sequence[_NumberedLine], month: PartialDate) -> ArchivePost:
    """Read one post: title, reference if there is one, summary, implications."""
    title, *body = block
    reference = body[0].text if body and is_reference(body[0].text) else ""
    paragraphs = body[1:] if reference else body
    texts = [line.text for line in paragraphs]
    at = next((at for at, text in enumerate(texts) if PRACTICE.fullmatch(text)), len(texts))
    return ArchivePost(
        month=month,
        title=title.text,
        citation_text=reference,
        citation=parse_apa_reference(reference, line=body[0].number) if reference else None,
        summary="\n\n".join(texts[:at]),
        implications="\n\n".join(texts[at + 1 :]),
        line=title.number,
    )


def find_problems(page: ArchivePage, name: str) -> Iterator[Problem]:
    """Yield what the page lacks, by line where it has one.

    Args:
        page: the page as read.
        name: name of the file.
    """
    if not page.teaser:
        yield Problem(
            name, 'no teaser: expected a line such as "…I blog about A, B, and C."', lost=False
        )
    if not page.topics:
        yield Problem(name, 'no topics: expected a list under "Topics"', lost=False)
    for topic in page.topics:
        if not topic.key:
            message = f'topic "{topic.label}" is not in the vocabulary; it is left out'
            yield Problem(name, message, line=topic.line, lost=False)
    if not page.posts:
        yield Problem(name, 'no post: expected a month such as "February 2023" on its own line')
    for post in page.posts:
        for message in _missing_parts(post):
            yield Problem(name, f'"{post.title}" {message}', line=post.line, lost=False)


def _missing_parts(post: ArchivePost) -> Iterator[str]:
    """Yield what a post still needs before it can be published."""
    if post.citation is None:
        yield "needs a citation: the page prints none"
    else:
        yield from unread_reference_parts(post.citation)
    if not post.summary:
        yield "has no summary; the page may be cut short"
    if not post.implications:
        yield 'has no text under "Practice Implications"; the page may be cut short'
