"""Works as the watch identifies them, and the stored notices that may be about each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Q

from pprnet.formats.fields.dates import parse_date
from pprnet.sources import Notice, NoticeKind
from pprnet.sources.notices.preprint_dois import version_stem
from pprnet.watch import WorkIdentity, is_about
from pprnet_site.catalogue.data_mapper import RECORD_KEY, stored_key
from pprnet_site.catalogue.enums import WorkStatus
from pprnet_site.catalogue.models import Citation, Record, Work, WorkKey, WorkNotice
from pprnet_site.catalogue.query_chunks import begins_with_any, in_chunks

TYPED_BY_PERSON = "person"
"""The origin of a field of a citation that a person typed."""
WORK_COLUMNS = ("pk", "title", "authors", "year", "journal", "doi", "pmid", "state")


@dataclass(slots=True)
class IdentifiedWork:
    """A work, what identifies it, and the notices that share an identifier with it."""

    work: Work
    identity: WorkIdentity
    candidates: list[WorkNotice] = field(default_factory=list)
    marks: defaultdict[Notice, list[str]] = field(default_factory=lambda: defaultdict(list))
    """The fingerprints of the stored notices of each engine value."""

    def notice_of(self, row: WorkNotice) -> Notice:
        """Return a stored notice as an engine value, and keep its fingerprint."""
        notice = notice_from_row(row)
        if row.fingerprint not in self.marks[notice]:
            self.marks[notice].append(row.fingerprint)
        return notice


def notice_from_row(row: WorkNotice) -> Notice:
    """Return a stored notice as an engine value."""
    return Notice(
        NoticeKind(row.kind),
        doi=row.doi,
        pmid=row.pmid,
        notice_doi=row.notice_doi,
        notice_pmid=row.notice_pmid,
        date=parse_date(row.date) if row.date else None,
        reasons=tuple(row.reasons),
        title=row.title,
        authors=tuple(row.authors),
        journal=row.journal,
        published=parse_date(row.published) if row.published else None,
        source=row.source,
        note=row.note,
        version_doi=row.version_doi,
    )


def notices_about(each: IdentifiedWork) -> list[WorkNotice]:
    """Return those of the candidates that are about the work."""
    return [
        row
        for row in each.candidates
        if row.title_key.startswith(RECORD_KEY) or is_about(notice_from_row(row), each.identity)
    ]


def identified_works(numbers: Sequence[int]) -> list[IdentifiedWork]:
    """Return works with their identity and the notices that share an identifier with them.

    Args:
        numbers: of the works, as many as one query takes.
    """
    works = list(
        Work.objects.filter(pk__in=numbers)
        .exclude(status=WorkStatus.MERGED)
        .only(*WORK_COLUMNS)
        .order_by("pk")
    )
    dois, titles = stored_identifiers(works)
    shared = shared_dois({doi for own in dois.values() for doi in own})
    found = [IdentifiedWork(work, work_identity(work, dois[work.pk], shared)) for work in works]
    add_candidates(found, titles)
    return found


def shared_dois(dois: Iterable[str]) -> set[str]:
    """Return those of some DOIs that the records of several works have."""
    keys = {stored_key(f"doi:{doi}"): doi for doi in dois}
    rows = WorkKey.objects.order_by().values("key").annotate(n=Count("work"))
    return {
        keys[key]
        for some in in_chunks(sorted(keys))
        for key in rows.filter(key__in=some, n__gt=1).values_list("key", flat=True)
    }


def work_identity(work: Work, dois: Collection[str], shared: Collection[str]) -> WorkIdentity:
    """Return what identifies a work.

    Args:
        work: the work.
        dois: of its records and of its citation.
        shared: DOIs that several works have.
    """
    families = (name.partition(",")[0].strip() for name in work.authors.split(";"))
    return WorkIdentity(
        dois=frozenset(dois),
        pmid=work.pmid,
        title=work.title,
        authors=tuple(filter(None, families)),
        journal=work.journal,
        year=work.year,
        shares_doi=any(doi in shared for doi in dois),
    )


def stored_identifiers(
    works: Sequence[Work],
) -> tuple[defaultdict[int, set[str]], defaultdict[int, set[str]]]:
    """Return the DOIs of each work, of its records or as a person corrected them, and its keys."""
    dois: defaultdict[int, set[str]] = defaultdict(set)
    titles: defaultdict[int, set[str]] = defaultdict(set)
    for work in works:
        dois[work.pk].update(filter(None, [work.doi]))
    keys = WorkKey.objects.filter(work__in=works)
    for number, key in keys.values_list("work_id", "key"):
        name, _colon, value = key.partition(":")
        if name == "doi":
            dois[number].add(value)
        elif name == "title":
            titles[number].add(key)
    records = Record.objects.filter(work__in=works)
    for number, mark in records.values_list("work_id", "fingerprint"):
        titles[number].add(f"{RECORD_KEY}{mark}")
    add_cited_dois(dois, works)
    return dois, titles


def add_cited_dois(dois: defaultdict[int, set[str]], works: Sequence[Work]) -> None:
    """Add the DOI of each citation; one that a person typed takes the place of those of records.

    Args:
        dois: of the records, by the number of the work; a typed DOI that is among them is a choice
            between those of one work, and corrects none.
        works: the works.
    """
    has_doi = Q(csl__has_key="DOI") | Q(origins__DOI=TYPED_BY_PERSON)
    cited = Citation.objects.filter(has_doi, work__in=works)
    for number, stated, origin in cited.values_list("work_id", "csl__DOI", "origins__DOI"):
        doi = str(stated or "").lower()
        if origin == TYPED_BY_PERSON and doi not in dois[number]:
            dois[number].clear()
        dois[number].update(filter(None, [doi]))


def add_candidates(found: Sequence[IdentifiedWork], titles: dict[int, set[str]]) -> None:
    """Add to each work the notices that name its DOI, another version, its PMID or its title."""
    by_name: defaultdict[tuple[str, str], list[IdentifiedWork]] = defaultdict(list)
    for each in found:
        for doi in each.identity.dois:
            by_name["doi", doi].append(each)
        for stem in version_stems(each.identity.dois):
            by_name["stem", stem].append(each)
        for key in titles[each.work.pk]:
            by_name["title_key", key].append(each)
        if each.identity.pmid:
            by_name["pmid", each.identity.pmid].append(each)
    for row in rows_named(by_name):
        own = {id(each): each for name in names_of(row) for each in by_name.get(name, ())}
        for each in own.values():
            each.candidates.append(row)


def names_of(row: WorkNotice) -> tuple[tuple[str, str], ...]:
    """Return what a notice may share with a work that it is about."""
    stem = ("stem", version_stem(row.doi))
    return (("doi", row.doi), stem, ("pmid", row.pmid), ("title_key", row.title_key))


def version_stems(dois: Iterable[str]) -> list[str]:
    """Return what the versions of those DOIs begin with that are of preprints, each once."""
    return sorted({stem for doi in dois if (stem := version_stem(doi))})


def rows_named(names: Iterable[tuple[str, str]]) -> list[WorkNotice]:
    """Return the stored notices that have one of some names, each once, in order."""
    values: defaultdict[str, list[str]] = defaultdict(list)
    for name, value in names:
        values[name].append(value)
    found = {
        row.pk: row
        for name, wanted in values.items()
        for some in in_chunks(sorted(wanted))
        for row in WorkNotice.objects.filter(
            begins_with_any("doi", some) if name == "stem" else Q(**{f"{name}__in": some})
        )
    }
    return [found[number] for number in sorted(found)]
