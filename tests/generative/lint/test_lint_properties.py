"""Properties of the checker on any text: places, corrections, and texts that were corrected."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pprnet.lint import Draft, LintFinding, PrintedCitation, apply_fix, lint_draft
from pprnet.lint.draft import FIELDS
from pprnet.lint.draft_files.file_reading import drafts_of_text

WORD_LIST = (
    "the client alliance therapy helps many Some patients , . ; : ( ) “ ” always refers factors "
    "of an invented study behaviour behavior First, Second, two reasons three domains 10.5555/a "
    "Exampleson Exampelson and colleagues (2020) a e.g. https://doi.org/10.5555/a consists to "
    "leads"
)
WORDS = st.sampled_from(WORD_LIST.split())
CLEAN = (
    "The clients met their therapist once a week.",
    "Some of them rated the alliance high.",
    "Others said that little had changed for them.",
    "A second group was asked by telephone (n = 40).",
    "Nobody knows yet how long this lasts.",
    "They spoke of warmth, respect and hope.",
)
LENGTHS = {"too-short", "text-length"}
FAULTS = (
    ("doubled-word", "It was the the bond that counted.", "It was the bond that counted."),
    ("doubled-stop", "It was a bond,, they said.", "It was a bond, they said."),
    ("doubled-space", "It was  a bond.", "It was a bond."),
    ("space-before-stop", "It was a bond , they said.", "It was a bond, they said."),
    ("missing-space", "It was a bond,they said.", "It was a bond, they said."),
    ("preposition", "The bond consists to trust.", "The bond consists of trust."),
    ("preposition", "These factors refer the clinic.", "These factors refer to the clinic."),
    ("number-agreement", "It suits many client.", "It suits many clients."),
    ("article-a-an", "It was an bond.", "It was a bond."),
    ("doi-form", "See doi: 10.5555/a for it.", "See https://doi.org/10.5555/a for it."),
)
GAPS = st.sampled_from([" ", " ", " ", "  ", "", "\n"])
PIECES = st.lists(st.tuples(WORDS, GAPS), max_size=30)
TEXTS = PIECES.map(lambda pairs: "".join(word + gap for word, gap in pairs))
CITATION = (
    "Exampleson, A.B., Müster, C. (2020) An invented study. Journal of Examples, 1:22. doi: {}"
)
LANGUAGES = st.sampled_from(["en", "fr"])


@st.composite
def drafts(draw) -> Draft:
    """Return a draft of words on which rules have something to say."""
    fields = {name: draw(TEXTS) for name in draw(st.sets(st.sampled_from(FIELDS)))}
    printed = CITATION.format(draw(st.sampled_from(["10.5555/a", "10.5555/a.", "5555"])))
    citations = draw(st.sampled_from([None, (), (PrintedCitation(printed),)]))
    headings = draw(st.sampled_from([(), ("Practice implication",)]))
    return Draft(fields, draw(LANGUAGES), headings, citations)


def part_of(draft: Draft, found: LintFinding) -> str:
    """Return the text in which a finding is."""
    if found.field == "heading":
        return draft.headings[found.item]
    if found.field == "citation":
        return draft.citations[found.item].text if draft.citations else ""
    return draft.fields[found.field]


@settings(max_examples=40)
@given(drafts())
def test_every_finding_lies_in_its_text_and_reads_in_both_languages(draft):
    for found in lint_draft(draft):
        text = part_of(draft, found)
        assert 0 <= found.start <= found.end <= len(text)
        assert "{" not in found.message.en + found.message.fr
        if found.fix:
            assert 0 <= found.fix.start <= found.fix.end <= len(text)
            assert apply_fix(text, found.fix) != text


@given(st.text(max_size=300), LANGUAGES)
def test_any_text_can_be_checked(text, language):
    lint_draft(Draft(dict.fromkeys(FIELDS, text), language, (text,), (PrintedCitation(text),)))


@settings(max_examples=40)
@given(TEXTS, LANGUAGES)
def test_corrections_come_to_an_end(text, language):
    draft = Draft({"summary": text}, language)
    for _ in range(200):
        fix = next((found.fix for found in lint_draft(draft) if found.fix), None)
        if fix is None:
            return
        draft = Draft({"summary": apply_fix(draft.fields["summary"], fix)}, language)
    raise AssertionError(draft.fields["summary"])


@settings(max_examples=40)
@given(
    st.lists(st.sampled_from(CLEAN), unique=True),
    st.lists(st.sampled_from(CLEAN), unique=True),
    st.sampled_from(FAULTS),
)
def test_a_correction_gives_the_right_text_and_nothing_else_is_found(before, after, fault):
    code, wrong, right = fault
    after = [sentence for sentence in after if sentence not in before]
    draft = Draft({"summary": " ".join([*before, wrong, *after])})
    (found,) = [each for each in lint_draft(draft) if each.code not in LENGTHS]
    assert found.code == code
    text = apply_fix(draft.fields["summary"], found.fix)
    assert text == " ".join([*before, right, *after])
    assert [each for each in lint_draft(Draft({"summary": text})) if each.code not in LENGTHS] == []


@given(st.text(max_size=300))
def test_any_file_is_read_as_drafts_whose_parts_are_its_own(text):
    text = text.replace("\r\n", "\n")
    for placed in drafts_of_text(text, name="a.txt"):
        for (field, item), start in placed.offsets.items():
            if field not in ("citation", "heading"):
                part = placed.draft.fields[field]
                assert item == 0
                assert text[start : start + len(part)] == part
