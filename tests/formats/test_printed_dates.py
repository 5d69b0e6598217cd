"""Dates as sources print them, as far as each is known."""

from __future__ import annotations

import pytest

from pprnet.formats.fields.dates import parse_date
from pprnet.records import PartialDate

PRINTED = {
    "20100513": PartialDate(2010, 5, 13),
    "20100500": PartialDate(2010, 5),
    "05/2010": PartialDate(2010, 5),
    "5-2010": PartialDate(2010, 5),
    "12/1999-01/2000": PartialDate(1999, 12),
    "1/2/2010": PartialDate(2010, 1, 2),
    "13/05/2010": PartialDate(2010, 5, 13),
    "13.05.2010": PartialDate(2010, 5, 13),
    "3. 5. 2010": PartialDate(2010, 5, 3),
    "05-13-2010": PartialDate(2010, 5, 13),
    "03-05-2010": PartialDate(2010),
    "2010年5月": PartialDate(2010, 5),
    "2010年5月3日": PartialDate(2010, 5, 3),
    "2010-05-13T00:00:00Z": PartialDate(2010, 5, 13),
    "2010 1st Quart": PartialDate(2010),
    "2010 3rd quarter": PartialDate(2010),
    "2010-2011": PartialDate(2010),
    "99/2010": PartialDate(2010),
    "201005130": None,
}


@pytest.mark.parametrize("text", PRINTED)
def test_a_date_as_far_as_it_is_known(text):
    assert parse_date(text) == PRINTED[text]
