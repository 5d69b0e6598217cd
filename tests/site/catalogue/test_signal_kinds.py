"""The site's lists of signals come from the engine's registry, with labels in both languages."""

from __future__ import annotations

import pytest
from django.utils.translation import override
from draft_factories import make_catalogued_work

from pprnet.extraction.signal_registry import SIGNALS, STORED_KINDS
from pprnet_site.catalogue.signal_kinds import (
    COUNT_KINDS,
    KEY_FACT_LABELS,
    SIGNAL_CHOICES,
    SIGNAL_ROWS,
    SINGLE_VALUE_KINDS,
)
from pprnet_site.desk.queries.work_details.signal_table import signal_lines


def test_each_stored_kind_is_a_choice_and_a_row():
    assert {kind for kind, _label in SIGNAL_CHOICES} == STORED_KINDS
    assert {kind for kind, _label, _absent in SIGNAL_ROWS} == STORED_KINDS
    assert COUNT_KINDS <= SINGLE_VALUE_KINDS <= STORED_KINDS
    assert set(KEY_FACT_LABELS) <= COUNT_KINDS


def row_texts(language):
    with override(language):
        return [str(text) for _kind, *texts in SIGNAL_ROWS for text in texts]


def test_labels_are_shown_in_the_language_of_the_page():
    english = {text for one in SIGNALS if one.is_stored for text in (one.label, one.absent)}
    assert set(row_texts("en")) == english
    assert {"Type de recherche", "Bras", "aucun trouvé"} <= set(row_texts("fr"))


@pytest.mark.django_db
def test_the_table_of_a_work_without_signals_says_what_is_absent():
    lines = signal_lines(make_catalogued_work(), [])
    rows = sorted((one.display_order, one.label, one.absent) for one in SIGNALS if one.is_stored)
    assert [(line.label, line.text) for line in lines] == [row[1:] for row in rows]
