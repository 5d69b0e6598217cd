"""A reference is the same in every batch; a list adds the letters of the year and nothing else."""

from __future__ import annotations

import json
import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pprnet.citations import STYLES, format_reference_list, format_references

LETTER = re.compile(r"(?<=\d{4})[a-z]\b|(?<=n\.d\.)-[a-z]\b\.?|(?<=no date) [a-z]\b")
"""As styles print it: 2020a, n.d.-a, no date a."""


def people(*names: str) -> list[dict[str, str]]:
    pairs = (name.split(", ") for name in names)
    return [{"family": family, "given": given} for family, given in pairs]


MANY = [f"Example{letter}, Ann" for letter in "abcdefghijklmnopqrstuvwxyz"]
AUTHORS = [
    *(people(*MANY[:number]) for number in (1, 2, 3, 4, 6, 7, 20, 21, 22, 25)),
    people(*MANY[:22], "Other, Bo", *MANY[23:25]),
    people(MANY[0], "Other, Bo", "Sample, Cy"),
    *(people(name) for name in ("Exampleb, Ann", "Examplea, Arno", "Examplea, Bo")),
]
work = st.builds(
    lambda authors, title, year: (
        {
            "type": "article-journal",
            "title": title,
            "author": authors,
            "container-title": "Journal of Examples",
            "volume": "1",
            "page": "3-9",
        }
        | ({"issued": {"date-parts": [[year]]}} if year else {})
    ),
    st.sampled_from(AUTHORS),
    st.sampled_from(["An invented title", "Another title"]),
    st.sampled_from([2020, 0]),
)


@cache
def alone(item: str, style: str) -> str:
    (done,) = format_references([json.loads(item)], style=style)
    assert not done.problem
    return done.text


@pytest.mark.parametrize("style", STYLES)
@settings(max_examples=8)
@given(items=st.lists(work, min_size=2, max_size=6))
def test_each_reference_of_a_batch_is_as_if_it_were_alone(style, items):
    batch = [each.text for each in format_references(items, style=style)]
    assert batch == [alone(json.dumps(item), style) for item in items]


@pytest.mark.parametrize("style", sorted(STYLES.keys() - {"modern-language-association"}))
@settings(max_examples=8)
@given(items=st.lists(work, min_size=2, max_size=6))
def test_a_list_adds_letters_only(style, items):
    printed = [LETTER.sub("", each.text) for each in format_reference_list(items, style=style)]
    expected = [LETTER.sub("", alone(json.dumps(item), style)) for item in items]
    assert sorted(printed) == sorted(expected)


def test_apa_prints_19_authors_and_the_last_whatever_else_is_in_the_list():
    items = [
        {"type": "book", "title": "T", "author": people(*MANY[:number])} for number in (21, 22, 20)
    ]
    printed = [each.text.partition(" (")[0] for each in format_reference_list(items)]
    assert [names.count("Example") for names in printed] == [20, 20, 20]
    assert [names[-18:] for names in printed] == [
        "A., & Examplet, A.",
        ". . . Exampleu, A.",
        ". . . Examplev, A.",
    ]
