"""Properties of the state of a work: whatever the notices, and in whatever order they come."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from pprnet.records import PartialDate
from pprnet.sources import Notice, NoticeKind
from pprnet.watch import (
    WorkIdentity,
    WorkState,
    is_about,
    work_history,
)
from pprnet.watch.notice_dates import days_between, first_day, last_day, source_rank

property_settings = settings(max_examples=150, deadline=None)
WORK = "10.5555/work"
SOURCES = ("crossref", "pubmed-xml", "europepmc", "retraction-watch", "openalex")
dates = st.none() | st.builds(
    PartialDate,
    st.integers(2018, 2021),
    st.sampled_from((0, 0, 2, 6, 11)),
    st.sampled_from((0, 1, 28)),
)
notices = st.builds(
    Notice,
    kind=st.sampled_from(NoticeKind),
    doi=st.just(WORK),
    notice_doi=st.sampled_from(("", "", WORK, "10.5555/a", "10.5555/b", "10.5555/c")),
    notice_pmid=st.sampled_from(("", "", "", "1", "2")),
    date=dates,
    source=st.sampled_from(SOURCES),
)
many = st.lists(notices, max_size=8)


@property_settings
@given(many.flatmap(lambda some: st.tuples(st.just(some), st.permutations(some))))
def test_order_does_not_matter(both):
    assert work_history(both[0]) == work_history(both[1])


@property_settings
@given(many, st.data())
def test_repetition_does_not_matter(some, data):
    again = data.draw(st.lists(st.sampled_from(some), max_size=4)) if some else []
    assert work_history([*some, *again]) == work_history(some)


@property_settings
@given(st.lists(notices, min_size=1, max_size=8), st.data())
def test_a_source_that_repeats_a_notice_changes_no_state(some, data):
    repeated = data.draw(st.sampled_from(some))
    found = work_history([*some, replace(repeated, source="another")])
    before = work_history(some)
    assert (found.state, [event.date for event in found.events]) == (
        before.state, [event.date for event in before.events],
    )  # fmt: skip


@property_settings
@given(many)
def test_events_share_out_the_notices(some):
    found = work_history(some)
    listed = [notice for event in found.events for notice in event.notices]
    assert len(listed) == len(set(listed))
    assert set(listed) == set(some)
    assert all(
        {n.kind for n in event.notices} <= {event.kind, NoticeKind.RETRACTION}
        for event in found.events
    )


@property_settings
@given(many)
def test_the_deciding_event_is_of_the_state(some):
    found = work_history(some)
    kinds = {
        WorkState.RETRACTED: NoticeKind.RETRACTION,
        WorkState.REPLACED: NoticeKind.REPLACEMENT,
        WorkState.CONCERN: NoticeKind.CONCERN,
        WorkState.CORRECTED: NoticeKind.CORRECTION,
        WorkState.REINSTATED: NoticeKind.REINSTATEMENT,
        WorkState.VERSION_OF_RECORD: NoticeKind.VERSION_OF_RECORD,
    }
    if found.deciding is None:
        assert not some
        assert found.state is WorkState.CURRENT
    else:
        assert found.deciding.kind is kinds[found.state]
        assert found.deciding in found.events


@property_settings
@given(many)
def test_only_a_reinstatement_lifts(some):
    grave = {NoticeKind.RETRACTION, NoticeKind.REPLACEMENT, NoticeKind.CONCERN}
    kinds = {notice.kind for notice in some}
    state = work_history(some).state
    if NoticeKind.REINSTATEMENT not in kinds and kinds & grave:
        assert state in (WorkState.RETRACTED, WorkState.REPLACED, WorkState.CONCERN)
    if not kinds & grave:
        assert state not in (WorkState.RETRACTED, WorkState.REPLACED, WorkState.CONCERN)


@property_settings
@given(many)
def test_a_retraction_after_all_else_is_the_state(some):
    last = Notice(
        NoticeKind.RETRACTION, doi=WORK, notice_doi="10.5555/last", date=PartialDate(2024, 1, 1)
    )
    replaced = any(notice.kind is NoticeKind.REPLACEMENT for notice in some)
    expected = {WorkState.RETRACTED, WorkState.REPLACED} if replaced else {WorkState.RETRACTED}
    assert work_history([*some, last]).state in expected
    end = Notice(
        NoticeKind.REINSTATEMENT, doi=WORK, notice_doi="10.5555/end", date=PartialDate(2025, 1, 1)
    )
    assert work_history([*some, last, end]).state is WorkState.REINSTATED


@property_settings
@given(many)
def test_the_date_of_an_event_is_that_of_the_most_trusted_source(some):
    for event in work_history(some).events:
        stated = [notice for notice in event.notices if notice.date]
        assert (event.date is None) is (not stated)
        if stated and event.date:
            best = min(source_rank(notice.source) for notice in stated)
            assert any(
                n.date and source_rank(n.source) == best and days_between(n.date, event.date) == 0
                for n in stated
            )
        assert [source_rank(name) for name in event.sources] == sorted(
            map(source_rank, event.sources)
        )


titles = st.sampled_from(
    (
        "An invented trial of schema therapy for nobody",
        "An invented trial of schema therapy",
        "Reply",
        "",
    )
)
dois = st.sampled_from(("", "10.5555/work", "10.5555/other", "10.31234/osf.io/example_v1"))
pmids = st.sampled_from(("", "", "11", "12"))
names = st.sampled_from(((), ("Example",), ("Sample", "Example")))
journals = st.sampled_from(("", "Invented Psychology", "Acta Inventa"))
years = st.none() | st.integers(2019, 2020)
stated = st.builds(
    Notice,
    kind=st.sampled_from(NoticeKind),
    doi=dois, pmid=pmids, notice_doi=dois, notice_pmid=pmids, title=titles, authors=names,
    journal=journals, published=years.map(lambda year: PartialDate(year) if year else None),
)  # fmt: skip
works = st.builds(
    WorkIdentity,
    dois=st.frozensets(dois, max_size=2), pmid=pmids, title=titles, authors=names, journal=journals,
    year=years,
)  # fmt: skip


def in_capitals(notice: Notice) -> Notice:
    return replace(
        notice,
        doi=notice.doi.upper(),
        notice_doi=notice.notice_doi.upper(),
        title=notice.title.upper(),
        authors=tuple(map(str.upper, notice.authors)),
        journal=notice.journal.upper(),
    )


def work_in_capitals(work: WorkIdentity) -> WorkIdentity:
    return replace(
        work,
        dois=frozenset(map(str.upper, work.dois)),
        title=work.title.upper(),
        authors=tuple(map(str.upper, work.authors)),
        journal=work.journal.upper(),
    )


@settings(max_examples=400, deadline=None)
@given(stated, works)
def test_case_decides_nothing(notice, work):
    found = is_about(notice, work)
    assert is_about(in_capitals(notice), work) is found
    assert is_about(notice, work_in_capitals(work)) is found


@settings(max_examples=400, deadline=None)
@given(stated, works)
def test_numbers_that_differ_are_of_another_work(notice, work):
    if notice.pmid and work.pmid and notice.pmid != work.pmid:
        assert not is_about(notice, work)
    if notice.doi and work.dois - {""} and notice.doi not in work.dois:
        assert not is_about(notice, work)


@given(
    st.builds(PartialDate, *[st.integers(-5, 20_000)] * 3),
    st.builds(PartialDate, *[st.integers(-5, 99)] * 3),
)
def test_any_date_has_days(a, b):
    assert first_day(a) <= last_day(a)
    assert days_between(a, b) == days_between(b, a) >= 0


@given(st.text(), st.text(), st.text())
def test_any_text_is_compared_without_error(title, doi, name):
    notice = Notice(NoticeKind.RETRACTION, doi=doi, title=title, authors=(name,), journal=name)
    work = WorkIdentity(frozenset([doi]), title=title, authors=(name,), journal=title, year=2020)
    assert is_about(notice, work) in (True, False)
