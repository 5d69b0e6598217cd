"""Where each figure of a checked version comes from, as readers may be told.

Full texts are private, so of them the place alone is told. A quotation of an abstract or a title
has fewer than 25 words and stands there word for word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pprnet.claims import ClaimKind
from pprnet.claims.quantities.quantity_reader import read_quantities
from pprnet.claims.text_language import text_language
from pprnet_site.catalogue.data_mapper import strip_unstorable
from pprnet_site.catalogue.models import Work
from pprnet_site.evidence.checking.source_texts import BoundPassage, SummarySources
from pprnet_site.evidence.enums import CheckedField, ClaimState, ClaimVerdict, FigurePlace, Layer
from pprnet_site.evidence.figure_excerpts import count_words, excerpt_around, is_short
from pprnet_site.evidence.models import BoundFigure, ClaimDecision, PassageRow
from pprnet_site.evidence.models.bound_figures import MAX_PLACE
from pprnet_site.evidence.models.decisions import MAX_CLAIM
from pprnet_site.evidence.queries.draft_checks import CheckedClaim, DraftCheck

FIGURES = frozenset(
    {
        *(ClaimKind.NUMBER, ClaimKind.PERCENTAGE, ClaimKind.PEOPLE, ClaimKind.STUDIES),
        *(ClaimKind.EFFECT, ClaimKind.PROBABILITY, ClaimKind.TIME),
    }
)
FOUND = frozenset({ClaimState.BOUND_BY_MACHINE, ClaimState.BOUND_BY_PERSON})
TABLE_NUMBER = re.compile(r"\s*(?:table|tableau)\s+([A-Z]?\d{1,3}[a-z]?)\b", re.IGNORECASE)
MAX_SECTION_WORDS = 8
LONE_WORDS = 4
"""A passage of fewer words is shown with the words around it."""
TWO_AUTHORS = 2

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """What places are named by: works by number, headings by the number of their passage."""

    sources: SummarySources
    works: Mapping[int, str]
    headings: Mapping[int, str]


def figures_of_check(check: DraftCheck) -> Iterator[BoundFigure]:
    """Yield each figure whose place is known, not saved yet; claims that are kept have none."""
    names = place_names(check)
    for claim in check.claims:
        values = place_values(claim, names) if is_figure(claim, check.content.language) else None
        if values is not None and len(claim.text) <= MAX_CLAIM:
            yield BoundFigure(
                field=claim.key.field,
                item=claim.item,
                start=claim.start,
                end=claim.end,
                text=claim.text,
                **strip_unstorable(values),
            )


def is_figure(claim: CheckedClaim, language: str) -> bool:
    """Return whether a claim is a number, in digits or in words."""
    if claim.key.claim_kind not in FIGURES:
        return False
    has_digit = any(character.isdigit() for character in claim.text)
    return has_digit or bool(read_quantities(claim.text, language))


def place_names(check: DraftCheck) -> PlaceNames:
    """Return what the places of a version are named by."""
    works = Work.objects.in_bulk(check.content.works)
    passages = {claim.passage.passage for claim in check.claims if claim.passage}
    rows = PassageRow.objects.filter(pk__in=passages - {None}).values_list("pk", "section")
    labels = {number: work_label(work.authors, work.year) for number, work in works.items()}
    return PlaceNames(check.sources, labels, dict(rows))


def work_label(authors: str, year: int | None) -> str:
    """Return the authors and the year of a work as they are cited in a text.

    >>> work_label("Example, A.; Beispiel, B.; Exemple, C.", 2022)
    'Example et al. (2022)'
    """
    families = [name.partition(",")[0].strip() for name in authors.split(";") if name.strip()]
    named = f"{families[0]} et al." if len(families) > TWO_AUTHORS else " & ".join(families)
    label = f"{named} ({year})" if named and year else named
    return label if len(label) <= MAX_PLACE else ""


def place_values(claim: CheckedClaim, names: PlaceNames) -> Values | None:
    """Return the columns of the place of a claim; `None` where readers are told nothing."""
    if claim.state == ClaimState.BACKGROUND:
        return {"place": FigurePlace.OTHER_WORK}
    if claim.state == ClaimState.COMPUTED:
        return {"place": FigurePlace.COMPUTED, "formula": shortened(claim.formula)}
    if claim.state not in FOUND:
        return None
    if claim.decision is not None:
        return decided_values(claim.decision, names)
    return passage_values(claim, names)


def shortened(text: str) -> str:
    """Return a place or a formula in one line; nothing where it is no longer one."""
    line = " ".join(text.split())
    return line if is_short(line) and len(line) <= MAX_PLACE else ""


def decided_values(decision: ClaimDecision, names: PlaceNames) -> Values:
    """Return the columns of a place that a person chose."""
    if decision.verdict == ClaimVerdict.PLACE:
        return {"place": FigurePlace.STATED, "note": shortened(decision.note)}
    work = names.works.get(decision.work_id or 0, "")
    if decision.layer == Layer.CITATION:
        return {"place": FigurePlace.CITATION, "work": work}
    if decision.layer != Layer.ABSTRACT:
        number = decision.page_number or 0
        return {"place": FigurePlace.FULL_TEXT, "work": work, "page_number": number}
    texts = [*texts_of(names.sources, decision.work_id, "abstract")]
    titles = [*texts_of(names.sources, decision.work_id, "title")]
    quote = quoted_passage(decision.quote, [*texts, *titles])
    return {"place": FigurePlace.ABSTRACT, "work": work} | quoted(quote)


def texts_of(sources: SummarySources, work: int | None, part: str) -> Iterator[str]:
    """Yield the abstract or the title of a work as it was compared."""
    for text, place in zip(sources.texts, sources.places, strict=True):
        for segment in place.segments:
            if (place.work, segment.part) == (work, part):
                yield text.text[segment.start : segment.start + segment.length]


def quoted_passage(chosen: str, texts: Sequence[str]) -> str:
    """Return a chosen passage if it stands in a text and is short; a lone value with its words."""
    wanted = " ".join(chosen.split())
    for text in texts:
        line = " ".join(text.split())
        at = line.find(wanted)
        if at >= 0 and count_words(wanted) < LONE_WORDS:
            return excerpt_around(line, at, at + len(wanted))
        if at >= 0:
            return wanted if is_short(wanted) else ""
    return ""


def quoted(quote: str) -> Values:
    """Return the columns of a quotation."""
    return {"quote": quote, "quote_language": text_language(quote) if quote else ""}


def passage_values(claim: CheckedClaim, names: PlaceNames) -> Values | None:
    """Return the columns of a place that the program found."""
    passage = claim.passage
    if passage is None:
        return None  # a key fact, whose origin is shown with it
    work = names.works.get(passage.work or 0, "")
    if passage.part == "fact":
        is_itself = claim.key.field == CheckedField.KEY_FACTS
        return None if is_itself else {"place": FigurePlace.KEY_FACTS}
    if passage.part == "passage":
        return {"place": FigurePlace.FULL_TEXT, "work": work} | full_text_place(passage, names)
    if passage.part == "citation":
        return {"place": FigurePlace.CITATION, "work": work}
    text = next(texts_of(names.sources, passage.work, passage.part), "")
    quote = excerpt_around(text, passage.start, passage.end)
    return {"place": FigurePlace(passage.part), "work": work} | quoted(quote)


def full_text_place(passage: BoundPassage, names: PlaceNames) -> Values:
    """Return page and table of a full text, or its section where it has no pages."""
    heading = " ".join(names.headings.get(passage.passage or 0, "").split())
    number = TABLE_NUMBER.match(heading) if passage.layer == Layer.TABLE else None
    is_named = not passage.page and passage.layer == Layer.BODY
    is_section = is_named and count_words(heading) <= MAX_SECTION_WORDS
    return {
        "page_number": passage.page,
        "table": number[1] if number else "",
        "section": heading if is_section and len(heading) <= MAX_PLACE else "",
    }
