"""Whatever a text holds, concepts are found in order and never outside it."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from pprnet.claims.concepts import (
    ConceptGroup,
    broader_concepts,
    find_concepts,
    read_abbreviations,
    related,
)

PARTS = st.sampled_from(
    (
        *("CBT", "treatment as usual", "(TAU)", "group", "the", "therapy", "-", " ", "(", ")", "["),
        *("joint candle therapy (JCT)", "5", "mg", "5-10 mg", "scale", "BDI-II", "disorder", "’s"),
        *(
            "la thérapie",
            "groupe",
            "d'",
            "liste d'attente",
            "à",
            "abandon",
            "ﬁ",
            "İ",
            "ß",
            "\u0301",
        ),
        *("depression", "women", "randomised", "lost to follow-up", ".", ",", "\n", "imaginazepam"),
    )
)
texts = st.lists(PARTS | st.text(max_size=8), max_size=25).map(" ".join) | st.text(max_size=200)
languages = st.sampled_from(("en", "fr"))


@given(texts, texts, languages)
@settings(deadline=None)
def test_mentions_are_in_order_and_do_not_overlap_in_a_group(text, source, language):
    abbreviations = read_abbreviations(text, language) + read_abbreviations(source)
    mentions = find_concepts(text, language, abbreviations)
    assert list(mentions) == sorted(mentions, key=lambda m: (m.start, m.end))
    for group in ConceptGroup:
        places = [(m.start, m.end) for m in mentions if m.group is group]
        assert all(0 <= start < end <= len(text) for start, end in places)
        assert all(first[1] <= second[0] for first, second in pairwise(places))


@given(texts, languages)
@settings(deadline=None)
def test_a_sentence_that_follows_changes_no_mention(text, language):
    alone = find_concepts(text, language)
    followed = find_concepts(f"{text}. Xyzzy.", language)
    assert [m for m in followed if m.end <= len(text)] == list(alone)


@given(texts, languages)
@settings(deadline=None)
def test_each_key_has_broader_ones_that_do_not_come_back(text, language):
    for mention in find_concepts(text, language):
        assert related(mention.key, mention.key)
        for broader in broader_concepts(mention.key):
            assert mention.key not in broader_concepts(broader)
