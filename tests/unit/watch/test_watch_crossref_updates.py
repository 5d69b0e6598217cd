"""What Crossref states of a work is the same from its JSON, from its record, and from both."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pprnet.citations.checking.found_histories import notices_about
from pprnet.formats.json.crossref_works import record_from_crossref
from pprnet.formats.json.jsonl import record_from_json, record_to_json
from pprnet.records import Record, Relation, RelationKind
from pprnet.sources import notices_of, notices_of_crossref
from pprnet.watch import WorkState, work_history

RETRACTION = {
    "DOI": "10.5555/N",
    "type": "retraction",
    "label": "Retraction",
    "updated": {"date-parts": [[2020, 1, 2]]},
}
PASSED_ON = {**RETRACTION, "source": "retraction-watch"}
PUBLISHERS = {**RETRACTION, "source": "publisher"}
CORRECTION = {**PUBLISHERS, "type": "correction", "label": "Correction"}
REPLACEMENT = {**RETRACTION, "label": "Retraction and replacement"}

# Updates of one invented work: its state, the sources of what decides it, whether they conflict.
CASES = {
    "Retraction Watch alone": ([PASSED_ON], WorkState.RETRACTED, ("retraction-watch",), False),
    "the publisher alone": ([PUBLISHERS], WorkState.RETRACTED, ("crossref",), False),
    "no source is named": ([RETRACTION], WorkState.RETRACTED, ("crossref",), False),
    "both": (
        [PASSED_ON, PUBLISHERS], WorkState.RETRACTED, ("crossref", "retraction-watch"), False,
    ),
    "the publisher calls the same notice a correction": (
        [PASSED_ON, CORRECTION], WorkState.RETRACTED, ("retraction-watch",), True,
    ),
    "a replacement": ([REPLACEMENT], WorkState.REPLACED, ("crossref",), False),
    "a replacement, passed on": (
        [REPLACEMENT | {"source": "retraction-watch"}], WorkState.REPLACED, ("retraction-watch",),
        False,
    ),
    "a withdrawal with a replacement": (
        [REPLACEMENT | {"type": "withdrawal"}], WorkState.REPLACED, ("crossref",), False,
    ),
    "a correction of a replaced page": (
        [CORRECTION | {"label": "Page replaced"}], WorkState.CORRECTED, ("crossref",), False,
    ),
}  # fmt: skip


def stated(updates):
    return {"DOI": "10.5555/WORK", "title": ["An invented trial"], "updated-by": updates}


def summed_up(notices):
    """What a reader learns of a work."""
    history = work_history(notices)
    events = [(event.kind, event.date, event.notice_doi, event.version_doi, event.sources)
              for event in history.events]  # fmt: skip
    return history.state, history.is_conflicting, events


@pytest.mark.parametrize("name", CASES)
def test_the_source_and_the_kind_of_an_update_are_kept(name):
    updates, state, sources, is_conflicting = CASES[name]
    work = stated(updates)
    record = record_from_crossref(work)
    for notices in (
        tuple(notices_of_crossref(work)),
        tuple(notices_of(record)),
        tuple(notices_of(record_from_json(record_to_json(record)))),
        notices_about(record, notices_of_crossref(work)),
        notices_about(record, ()),
    ):
        history = work_history(notices)
        assert (history.state, history.is_conflicting) == (state, is_conflicting)
        assert history.deciding is not None
        assert history.deciding.sources == sources
        assert history.deciding.version_doi == ""
    assert record.is_retracted is (state in (WorkState.RETRACTED, WorkState.REPLACED))


update = st.fixed_dictionaries(
    {
        "DOI": st.sampled_from(["10.5555/n", "10.5555/m"]),
        "type": st.sampled_from(
            ["retraction", "withdrawal", "correction", "expression_of_concern", "reinstatement"]
        ),
    },
    optional={
        "label": st.sampled_from(["Retraction and Replacement", "Correction"]),
        "source": st.sampled_from(["publisher", "retraction-watch"]),
        "updated": st.builds(
            lambda year, month: {"date-parts": [[year, month, 2]]},
            st.integers(2018, 2020),
            st.integers(1, 12),
        ),
    },
)


@given(st.lists(update, max_size=4))
def test_a_record_says_what_the_json_says(updates):
    work = stated(updates)
    record, notices = record_from_crossref(work), tuple(notices_of_crossref(work))
    assert summed_up(notices_of(record)) == summed_up(notices)
    assert summed_up(notices_about(record, notices)) == summed_up(notices)


def test_a_record_without_the_source_of_a_relation_reads_and_is_stored_as_before():
    relation = Relation(RelationKind.RETRACTED_BY, doi="10.5555/n", note="Retraction, 2020-01-02")
    record = Record(source="crossref", doi="10.5555/work", relations=(relation,))
    data = record_to_json(record)
    assert data["relations"] == [
        {"kind": "retracted-by", "doi": "10.5555/n", "note": "Retraction, 2020-01-02"}
    ]
    assert record_from_json(data) == record
    assert [notice.source for notice in notices_of(record)] == ["crossref"]


def test_a_relation_keeps_its_source_in_a_file():
    record = record_from_crossref(stated([PASSED_ON, PUBLISHERS]))
    assert [relation.source for relation in record.relations] == ["retraction-watch", ""]
    assert record_from_json(record_to_json(record)) == record
