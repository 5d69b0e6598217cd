"""The names of measures, as authors print them, and their positions in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pprnet.extraction.reported_effects.notation.effect_tokenizer import (
    WORD,
    EffectToken,
)
from pprnet.extraction.text_processing.word_tokenizer import word_set

_PHRASES = {
    "d": "cohens d|cohens ds|cohen d|cohen ds|cohen's d's|cohens d effect size|d effect size|"
    "effect size d|glass delta|glasss delta|glasss d|d prepost|cohens d prepost|d cohen",
    "g": "hedges g|hedges gs|hedge g|hedgess g|hedge's g|hedge s g|hedges s g|hedges adjusted g",
    "SMD": "standardized mean difference|standardised mean difference|"
    "standardized mean differences|standardised mean differences|standard mean difference|"
    "standardized difference|standardised difference|standardized mean effect size|"
    "standardized effect size|standardised effect size",
    "OR": "odds ratio|odds ratios",
    "RR": "relative risk|relative risks|risk ratio|risk ratios|relative risk ratio|"
    "relative risk ratios|relative rate|prevalence ratio|prevalence ratios|rate of risk",
    "HR": "hazard ratio|hazards ratio|hazard ratios|hazards ratios|relative hazard",
    "IRR": "incidence rate ratio|incident rate ratio|incidence rate ratios|"
    "incident rate ratios|rate ratio|rate ratios|incidence density ratio",
    "RD": "risk difference|risk differences|absolute risk reduction|absolute risk difference|"
    "absolute risk increase|difference in risk|rate difference",
    "NNT": "number needed to treat|numbers needed to treat",
    "eta2": "eta squared|eta square|partial eta squared|eta 2|eta (2)|"
    "η 2|η (2)|ηp 2|ηp (2)|η p 2|η p (2)|η p2|η 2 p|η squared|η 2 partial|η partial 2|ηp squared",
    "R2": "r squared|r square|adjusted r squared|r 2|r (2)|coefficient of determination",
    "AUC": "area under the curve|area under curve|area under the roc curve|area under roc curve|"
    "area under the roc|area under the receiver operating characteristic curve|"
    "area under the receiver operator characteristic curve|"
    "area under the receiver operating curve|area under the receiver operating characteristic|"
    "areas under the roc curves|areas under the receiver operating characteristic curves|"
    "area under the receiver operating characteristics curve|"
    "area under receiver operating characteristic curve|"
    "areas under the curve|c statistic|c statistics|c index|concordance statistic",
    "kappa": "cohens kappa|kappa coefficient|kappa statistic|kappa value|weighted kappa|kappa|"
    "kappas",
    "beta": "standardized coefficient|standardised coefficient|standardized beta|"
    "standardised beta|beta coefficient|beta weight|standardized regression coefficient|"
    "standardised regression coefficient|path coefficient|standardized path coefficient|beta",
    "b": "regression coefficient|unstandardized coefficient|unstandardised coefficient|"
    "interaction coefficient|coefficient|coefficients|direct effect|indirect effect|estimate|"
    "estimated effect|fixed effect|unstandardized b|unstandardized beta|unstandardised beta",
    "r": "r s|coefficient of correlation|coefficients of correlation|correlation|correlations|"
    "correlation coefficient|correlation coefficients|pearson r|"
    "pearsons r|pearson correlation|pearsons correlation|pearson correlation coefficient|"
    "pearsons correlation coefficient|spearman r|spearmans r|spearman rho|spearmans rho|"
    "spearman correlation|spearmans correlation|spearman rank correlation|rho|"
    "pearson product moment correlation",
    "MD": "mean difference|mean differences|weighted mean difference|weighted mean differences|"
    "mean group difference|between group difference|between group differences|"
    "adjusted difference|adjusted mean difference|treatment difference|group difference|"
    "difference in means|difference in mean|average difference|estimated difference|"
    "estimated mean difference|mean between group difference|net difference|"
    "unstandardized mean difference|raw mean difference|difference between groups|"
    "difference between means|least squares mean difference",
    "difference": "difference|differences|treatment effect|intervention effect|net effect|"
    "adjusted effect|effect estimate",
    "change": "mean reduction|mean decrease|mean increase|mean improvement|mean change|"
    "average reduction|average decrease|average increase|average improvement|average change|"
    "reduction|decrease|increase|improvement|change|decline|reductions|decreases|increases|"
    "changes|improvements|gain|gains|benefit|savings|saving|loss|"
    "incremental cost|incremental costs",
    "effect size": "effect size|effect sizes|pooled effect size|mean effect size|"
    "treatment effect size|treatment effect sizes|intervention effect size|"
    "intervention effect sizes",
}  # fmt: skip
_SYMBOLS = {
    "d": "d ds d's dz drm dav dppc dcorr dkorr dw db",
    "g": "g gs g's",
    "SMD": "SMD SMDs sMD",
    "OR": "OR ORs aOR AOR aORs AORs ORadj cOR uOR",
    "RR": "RR RRs aRR RRR RRRs ARRR aRRR PR aPR APR",
    "HR": "HR HRs aHR AHR aHRs sHR SHR csHR HRadj",
    "IRR": "IRR IRRs aIRR AIRR",
    "RD": "RD RDs ARR ARD aRD",
    "NNT": "NNT NNTs NNTB",
    "eta2": "η2 ηp2 η2p ηρ2 η2partial η eta2 etap2 ηp ηG2 ηg2 pη2 np2 η2ρ",
    "R2": "R2 r2 ΔR2 aR2 R2adj R2change",
    "AUC": "AUC AUCs aROC AROC AUROC AUROCs ROCAUC auROC",
    "kappa": "κ κs kw κw",
    "beta": "β βs β's Beta",
    "b": "B b Bs bs",
    "r": "r R Pearson Spearman rs r's ρ rp pr rpb rxy rpartial",
    "MD": "MD MDs WMD WMDs aMD LSMD Δ ΔM",
    "effect size": "ES",
}
AMBIGUOUS_SYMBOLS = word_set(
    "d ds dz g gs r R Pearson Spearman rs b bs B Bs pr PR rp db dw kw η ηp"
)
"""Symbols that mean other things as well: a value must follow at once."""


UNSPECIFIED_MEASURES = frozenset({"difference", "change"})
"""Kinds of name that do not tell their measure."""


class MeasureName(NamedTuple):
    """The name of a measure, from the token `first` up to but not including `next_index`."""

    measure: str
    """Of the guide, or "difference", "change" or "effect size" where its kind is open."""
    first: int
    next_index: int
    ambiguous: bool
    symbol: bool

    @property
    def is_specific(self) -> bool:
        """Whether the name states its measure, other than "difference" or "change"."""
        return self.measure not in UNSPECIFIED_MEASURES


def _phrase_key(text: str) -> str:
    return text.replace("'", "").lower() if "'" in text else text.lower()


def _phrase_tree() -> dict[str, dict[tuple[str, ...], str]]:
    tree: dict[str, dict[tuple[str, ...], str]] = {}
    for measure, phrases in _PHRASES.items():
        for phrase in phrases.split("|"):
            first, *rest = _phrase_key(phrase).replace("(", "( ").replace(")", " )").split()
            tree.setdefault(first, {})[tuple(rest)] = measure
    return tree


_PHRASE_TREE = _phrase_tree()
_MEASURE_BY_SYMBOL = {
    symbol: measure for measure, line in _SYMBOLS.items() for symbol in line.split()
}
_MAX_PHRASE_WORDS = {first: max(map(len, rests)) for first, rests in _PHRASE_TREE.items()}


def find_measure_names(tokens: Sequence[EffectToken]) -> dict[int, MeasureName]:
    """Return the names in a sentence by the position of their first token, the longest of each.

    Args:
        tokens: the tokens of one sentence.
    """
    names_by_index: dict[int, MeasureName] = {}
    index = 0
    while index < len(tokens):
        name = _measure_name_at(tokens, index) if _may_start_name(tokens[index]) else None
        if name:
            names_by_index[index] = name
        index = name.next_index if name else index + 1
    return names_by_index


def _may_start_name(token: EffectToken) -> bool:
    text = token.text
    return token.kind == WORD and (
        text.lower() in _PHRASE_TREE or text in _MEASURE_BY_SYMBOL or "'" in text
    )


def _measure_name_at(tokens: Sequence[EffectToken], index: int) -> MeasureName | None:
    printed = tokens[index].text
    first = _phrase_key(printed)
    if first in _PHRASE_TREE and (name := _longest_phrase(tokens, index, first)):
        return name
    if printed in _MEASURE_BY_SYMBOL:
        return MeasureName(
            _MEASURE_BY_SYMBOL[printed], index, index + 1, printed in AMBIGUOUS_SYMBOLS, symbol=True
        )
    return None


def _longest_phrase(tokens: Sequence[EffectToken], index: int, first: str) -> MeasureName | None:
    """Return the longest phrase from here on; hyphens within it do not count."""
    rests = _PHRASE_TREE[first]
    best = rests.get(())
    next_index = index + 1
    words: list[str] = []
    place = index + 1
    while place < len(tokens) and len(words) < _MAX_PHRASE_WORDS[first]:
        token = tokens[place]
        place += 1
        if token.kind == "-":
            continue
        words.append(_phrase_key(token.text))
        if measure := rests.get(tuple(words)):
            best, next_index = measure, place
    return MeasureName(best, index, next_index, ambiguous=False, symbol=False) if best else None
