"""Laws of findings: places in the text, no error on any text, no denial read as a statement."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from pprnet.extraction.findings import FindingDirection, extract_findings
from pprnet.extraction.findings.finding_rules import RULES
from pprnet.extraction.findings.finding_values import NEGATIVE_DIRECTIONS
from pprnet.extraction.findings.negation import NEGATIONS
from pprnet.extraction.text_processing.token_stream import TokenStream
from pprnet.extraction.text_processing.word_tokenizer import tokenize_words

WORDS = sorted(
    {*RULES, *NEGATIONS, "was", "were", "did", "to", "with", "and", "but", "significant", "than"}
)
MARKS = st.sampled_from([" ", ", ", "; ", ". ", " (", ") ", "\n", ": "])
any_text = st.one_of(
    st.text(max_size=300),
    st.lists(st.tuples(st.sampled_from(WORDS), MARKS), max_size=40).map(
        lambda pairs: "".join(word + mark for word, mark in pairs)
    ),
)


def read(text):
    return extract_findings(TokenStream.from_tokens("abstract", text, tokenize_words(text)))


@given(any_text)
def test_spans_are_parts_of_the_text(text):
    for found in read(text):
        assert 0 <= found.span.start <= found.words.start < found.words.end <= found.span.end
        assert found.span.end <= len(text)
        words = " ".join(text[found.span.start : found.span.end].split())
        assert found.outcome in words
        assert found.comparison in words
        assert 0 < found.score < 1


SUBJECTS = st.sampled_from(
    ["Example therapy", "The feedback group", "Therapist experience", "Worry at entry", "Clients"]
)
OUTCOMES = st.sampled_from(["worry", "sleep quality", "dropout", "scores on the example scale"])
OTHERS = st.sampled_from(["usual care", "waiting", "the control group", "example counselling"])
LEADS = st.sampled_from(["", "However, ", "At follow-up, ", "Contrary to hypotheses, "])
ENDINGS = st.sampled_from(["", " at follow-up", " (p = .40)", ", as rated by clients"])
ADVERBS = st.sampled_from(["", "significantly ", "statistically significantly ", "clearly "])
DENIALS = (
    "{subject} was not {adverb}superior to {other}",
    "{subject} was not {adverb}more effective than {other} for {outcome}",
    "{subject} was no more effective than {other}",
    "{subject} was not {adverb}better than {other}",
    "{subject} was not {adverb}associated with {outcome}",
    "{subject} was not {adverb}related to lower {outcome}",
    "{subject} did not {adverb}predict {outcome}",
    "{subject} was not a significant predictor of {outcome}",
    "{subject} did not {adverb}improve {outcome}",
    "{subject} did not {adverb}differ from {other} in {outcome}",
    "{subject} didn't {adverb}reduce {outcome}",
    "{subject} failed to reduce {outcome}",
    "{subject} never {adverb}improved {outcome}",
    "{subject} showed no significant improvement in {outcome}",
    "{subject} did not show significant reductions in {outcome}",
    "{subject} led to no significant reduction in {outcome}",
    "{outcome} did not {adverb}decrease with {subject}",
    "{outcome} was not {adverb}reduced by {subject}",
    "{outcome} was not {adverb}lower with {subject} than with {other}",
    "no significant difference was found between {subject} and {other}",
    "no evidence was found that {subject} was superior to {other}",
    "there was no evidence that {subject} {adverb}reduced {outcome}",
    "there was no association between {subject} and {outcome}",
    "we did not find that {subject} was more effective than {other}",
    "we found no indication that {subject} predicted {outcome}",
    "it could not be shown that {subject} {adverb}improved {outcome}",
    "neither {subject} nor {other} {adverb}improved {outcome}",
    "neither {subject} nor {other} was {adverb}associated with {outcome}",
    "none of the groups {adverb}improved in {outcome}",
    "differences in {outcome} between {subject} and {other} were not significant",
    "the reduction in {outcome} was not significant",
    "{subject} produced non-significant reductions in {outcome}",
    "a non-significant difference in {outcome} was found",
    "a non\u2010significant correlation with {outcome} was found",
    "{outcome} was non-significantly lower with {subject} than with {other}",
    "{outcome} was reduced non-significantly with {subject}",
    "improvements in {outcome} with {subject} were nonsignificant",
    "{outcome} decreased with {subject}, but not significantly",
    "without a significant difference in {outcome}, {subject} ended",
)


PARTS = st.fixed_dictionaries(
    {"subject": SUBJECTS, "outcome": OUTCOMES, "other": OTHERS, "adverb": ADVERBS}
)


@given(st.sampled_from(DENIALS), PARTS, LEADS, ENDINGS)
def test_no_denial_is_read_as_a_statement(form, parts, lead, ending):
    sentence = lead + form.format(**parts)
    found = read(f"RESULTS: {sentence[0].upper()}{sentence[1:]}{ending}.")
    assert {one.direction for one in found} <= NEGATIVE_DIRECTIONS


STATEMENTS = {
    "{subject} was superior to {other}": FindingDirection.SUPERIOR,
    "{subject} was more effective than {other}": FindingDirection.SUPERIOR,
    "{subject} was associated with {outcome}": FindingDirection.ASSOCIATED,
    "{outcome} decreased significantly with {subject}": FindingDirection.DECREASED,
    "{subject} showed significant improvement in {outcome}": FindingDirection.IMPROVED,
    "{outcome} was not lower with {subject} than with {other}": FindingDirection.NO_DIFFERENCE,
    "{subject} did not differ from {other} in {outcome}": FindingDirection.NO_DIFFERENCE,
    "{subject} was not associated with {outcome}": FindingDirection.NOT_ASSOCIATED,
    "{subject} did not reduce {outcome}": FindingDirection.UNCHANGED,
}


@given(st.sampled_from(sorted(STATEMENTS)), PARTS, LEADS)
def test_a_plain_statement_is_read(form, parts, lead):
    sentence = lead + form.format(**parts)
    found = read(f"RESULTS: {sentence[0].upper()}{sentence[1:]}.")
    assert [one.direction for one in found] == [STATEMENTS[form]]


def test_the_time_grows_with_the_length_of_the_text():
    for pump in ("did not differ ", "no difference in ", "neither nor improved than ", "p < .05 "):
        started = time.process_time()
        read("RESULTS: " + pump * 8000 + ".")
        assert time.process_time() - started < 10, pump  # seconds; less than half a one here
