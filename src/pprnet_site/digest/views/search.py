"""The search page, and the redirects of old addresses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from pprnet_site.digest import queries
from pprnet_site.digest.addresses import (
    NEWEST,
    SearchRequest,
    is_canonical,
    parse_search_request,
    search_address,
    with_parameters,
)
from pprnet_site.digest.indexing.search_index import SearchResults, search_summaries
from pprnet_site.digest.models import LegacyAddress
from pprnet_site.taxonomy.models import ResearchType, Topic

VISIBLE_CHOICES = 8
"""Values of a filter that are shown at once; the others follow under "more"."""


@dataclass(frozen=True, slots=True)
class FilterChoice:
    """One value of a filter, with its number of results."""

    value: str
    name: str
    number: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """A filter of the form: the values shown at once, and those under "more"."""

    name: str
    legend: str
    shown: tuple[FilterChoice, ...]
    more: tuple[FilterChoice, ...]


@dataclass(frozen=True, slots=True)
class SearchVocabulary:
    """The values that a search can be filtered by."""

    topics: Mapping[str, Topic]
    types: Mapping[str, ResearchType]
    years: Sequence[int]


def search_vocabulary() -> SearchVocabulary:
    """Return the values that a search can be filtered by, in the order in which they are shown."""
    kinds = ResearchType.objects.order_by("group__position", "position")
    return SearchVocabulary(
        topics={topic.key: topic for topic in Topic.objects.all()},
        types={kind.key: kind for kind in kinds},
        years=queries.public_years(),
    )


def requested_search(
    request: HttpRequest, vocabulary: SearchVocabulary | None = None
) -> SearchRequest:
    """Return the search that a request asks for."""
    known = vocabulary or search_vocabulary()
    return parse_search_request(
        request.GET, topics=known.topics, types=known.types, years=known.years
    )


def search(request: HttpRequest) -> HttpResponse:
    """Return the page of search results, filtered by topic, type and year."""
    vocabulary = search_vocabulary()
    asked = requested_search(request, vocabulary)
    if not is_canonical(request, asked.address):
        return HttpResponsePermanentRedirect(asked.address)
    found = search_summaries(asked)
    if asked.page > found.pages:
        raise Http404
    names: dict[str, Mapping[Any, str]] = {
        "topics": {key: topic.name for key, topic in vocabulary.topics.items()},
        "types": {key: kind.name for key, kind in vocabulary.types.items()},
        "years": {year: str(year) for year in vocabulary.years},
    }
    context = {
        "asked": asked,
        "found": found,
        "filters": filters_of(asked, found.counts, names),
        "in_use": active_filters(asked, names),
        "canonical": asked.address,
        "section": "search",
        "noindex": bool(asked.text or asked.is_filtered),
        "files": search_files(asked),
        **result_links(asked, found),
    }
    return render(request, "digest/search.html", context)


def search_files(asked: SearchRequest) -> list[tuple[str, str]]:
    """Return the ending and address of each file of the references that a search finds."""
    pairs = list(asked.with_changes().pairs())
    return [
        (ending, with_parameters(reverse("search-citations", kwargs={"ending": ending}), pairs))
        for ending in queries.CITATION_FORMATS
    ]


def result_links(asked: SearchRequest, found: SearchResults) -> dict[str, Any]:
    """Return the addresses that a page of results links to."""
    unfiltered = asked.with_changes(topics=(), types=(), years=())
    return {
        "unfiltered": unfiltered.address,
        "in_other_order": asked.with_changes(order="" if asked.order else NEWEST).address,
        "newer_page": asked.with_changes(page=asked.page - 1).address if asked.page > 1 else "",
        "older_page": asked.with_changes(page=asked.page + 1).address
        if asked.page < found.pages
        else "",
        "suggested": asked.with_changes(text=found.suggestion).address if found.suggestion else "",
    }


def filters_of(
    asked: SearchRequest, counts: Any, names: Mapping[str, Mapping[Any, str]]
) -> tuple[SearchFilter, ...]:
    """Return the three filters with their values and counts."""
    legends = {"topics": _("Topic"), "types": _("Type of research"), "years": _("Year")}
    made = []
    for kind, parameter in (("topics", "topic"), ("types", "type"), ("years", "year")):
        numbers, chosen = getattr(counts, kind), getattr(asked, kind)
        choices = [
            FilterChoice(str(value), name, numbers.get(value, 0), value in chosen)
            for value, name in names[kind].items()
        ]
        made.append(SearchFilter(parameter, legends[kind], *split_choices(choices)))
    return tuple(made)


def split_choices(
    choices: Iterable[FilterChoice],
) -> tuple[tuple[FilterChoice, ...], tuple[FilterChoice, ...]]:
    """Return the values to show at once, the chosen and the most frequent, and the others."""
    choices = list(choices)
    best = sorted(choices, key=lambda choice: (not choice.is_chosen, -choice.number))[
        :VISIBLE_CHOICES
    ]
    kept = {choice.value for choice in best if choice.number or choice.is_chosen}
    shown = tuple(choice for choice in choices if choice.value in kept)
    return shown, tuple(choice for choice in choices if choice.value not in kept)


def active_filters(
    asked: SearchRequest, names: Mapping[str, Mapping[Any, str]]
) -> list[tuple[str, str, str]]:
    """Return each filter in use: its name, its value, and the address without it."""
    labels = {"topics": _("Topic"), "types": _("Type"), "years": _("Year")}
    return [
        (labels[kind], names[kind][value], asked.without_value(kind, value).address)
        for kind in ("topics", "types", "years")
        for value in getattr(asked, kind)
    ]


def legacy_redirect(request: HttpRequest) -> HttpResponse:
    """Redirect an old `blog?cat_1=..&cat_2=..&p=..` address to its new one.

    The redirect is permanent only where the table has every parameter: an editor may still add
    to the table, and browsers store a permanent redirect.
    """
    given = request.GET
    rows = LegacyAddress.objects.filter(
        parameter__in=list(given), value__in=list(given.values())
    ).select_related("topic", "research_type")
    known = {row.parameter: row for row in rows if given.get(row.parameter) == row.value}
    topics = tuple(dict.fromkeys(row.topic.key for row in known.values() if row.topic))
    types = tuple(
        dict.fromkeys(row.research_type.key for row in known.values() if row.research_type)
    )
    place = search_address(topics=topics, types=types) if topics or types else reverse("archive")
    is_complete = all(name in known for name in given if name.startswith("cat_"))
    return redirect(place, permanent=bool(known) and is_complete)
