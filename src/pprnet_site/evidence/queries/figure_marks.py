"""The marks behind the figures of a public text, and what each of them opens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from string import ascii_lowercase

from pprnet_site.evidence.draft_content import FactText
from pprnet_site.evidence.enums import CheckedField
from pprnet_site.evidence.queries.bound_figures import FigureSource, ShownFigure, figures_of_page

MARKED = ("bottom_line", "implications", "summary", "limits", "for_whom")
"""The texts with marks, in the order of the page."""
MAX_GAP = 16
"""Characters between two figures of one source that get one mark."""
SENTENCE_END = frozenset(".?!\n")


@dataclass(frozen=True, slots=True)
class FigureMark:
    """A letter behind one or more figures."""

    end: int
    """Where it stands, in characters of the text."""
    letter: str
    text: str
    """The figures."""


@dataclass(frozen=True, slots=True)
class LetteredSource:
    """A source with the letter of its marks."""

    letter: str
    source: FigureSource


@dataclass(frozen=True, slots=True)
class PublicFigures:
    """Where the figures of a public page come from."""

    sources: tuple[LetteredSource, ...] = ()
    marks: Mapping[str, tuple[FigureMark, ...]] = field(
        default_factory=lambda: dict.fromkeys(MARKED, ())
    )
    facts: Mapping[int, tuple[FigureSource, ...]] = field(default_factory=dict)
    """Of the key facts, by their number in the order of the page."""


def public_figures(
    page: int | None, texts: Mapping[str, str], facts: Sequence[FactText]
) -> PublicFigures:
    """Return where the figures of a published summary come from, in one query.

    Args:
        page: number of the page; `None` for what is not published, which shows nothing.
        texts: the texts of `MARKED` as readers see them; a figure that is not in its place in
            them is left out.
        facts: the key facts, in their order.
    """
    if page is None:
        return PublicFigures()
    found = figures_of_page(page)
    groups = {
        name: list(grouped_figures(text, in_text(found, name, text)))
        for name, text in texts.items()
    }
    letters = lettered(group[0].source for name in MARKED for group in groups.get(name, ()))
    return PublicFigures(
        tuple(LetteredSource(letter, source) for source, letter in letters.items()),
        {
            name: tuple(mark_of_group(texts[name], each, letters) for each in groups.get(name, ()))
            for name in MARKED
        },
        fact_sources(facts, found),
    )


def in_text(found: Sequence[ShownFigure], name: str, text: str) -> Iterator[ShownFigure]:
    """Yield the figures that stand in a text, without those inside another one."""
    own = [each for each in found if each.field == name]
    end = 0
    for each in sorted(own, key=lambda figure: (figure.start, -figure.end)):
        if each.start >= end and text[each.start : each.end] == each.text:
            end = each.end
            yield each


def grouped_figures(text: str, figures: Iterable[ShownFigure]) -> Iterator[list[ShownFigure]]:
    """Yield figures that stand together and have one source, such as those of an interval."""
    group: list[ShownFigure] = []
    for each in figures:
        if group and not is_together(text, group[-1], each):
            yield group
            group = []
        group.append(each)
    if group:
        yield group


def is_together(text: str, before: ShownFigure, after: ShownFigure) -> bool:
    """Return whether one mark is enough for two figures."""
    gap = text[before.end : after.start]
    is_near = len(gap) <= MAX_GAP and not SENTENCE_END.intersection(gap)
    return is_near and before.source == after.source


def lettered(sources: Iterable[FigureSource]) -> dict[FigureSource, str]:
    """Return the letter of each source: a to z, then aa, ab and so on."""
    different = dict.fromkeys(sources)
    return {source: letter_of(at) for at, source in enumerate(different)}


def letter_of(number: int) -> str:
    """Return the letters of a number from 0, as columns of a table are named.

    >>> [letter_of(number) for number in (0, 25, 26, 52)]
    ['a', 'z', 'aa', 'ba']
    """
    before, last = divmod(number, len(ascii_lowercase))
    return (letter_of(before - 1) if before else "") + ascii_lowercase[last]


def mark_of_group(
    text: str, group: Sequence[ShownFigure], letters: Mapping[FigureSource, str]
) -> FigureMark:
    """Return the mark behind the last of some figures."""
    last = group[-1]
    words = " ".join(text[group[0].start : last.end].split())
    return FigureMark(last.end, letters[last.source], words)


def fact_sources(
    facts: Sequence[FactText], found: Sequence[ShownFigure]
) -> dict[int, tuple[FigureSource, ...]]:
    """Return the different sources of each key fact that is as it was published."""
    sources = {}
    for item, fact in enumerate(facts):
        own = [each for each in found if (each.field, each.item) == (CheckedField.KEY_FACTS, item)]
        stated = [each.source for each in own if fact.text[each.start : each.end] == each.text]
        sources[item] = tuple(dict.fromkeys(stated))
    return sources
