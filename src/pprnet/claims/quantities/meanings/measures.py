"""Labels of effects, tests and counts: "d", "odds ratio", "rapport de cotes", "n"."""

from __future__ import annotations

from typing import NamedTuple

from pprnet.claims.quantities.numerals.pieces import PieceText
from pprnet.claims.quantities.quantity_values import QuantityUnit
from pprnet.extraction.text_processing.word_tokenizer import word_set


class MeasureLabel(NamedTuple):
    """The normal form of a label and the unit that it sets."""

    label: str
    unit: QuantityUnit


def _effects(lines: str) -> dict[str, MeasureLabel]:
    found: dict[str, MeasureLabel] = {}
    for line in lines.strip().splitlines():
        label, _, forms = line.strip().partition(": ")
        found |= {form: MeasureLabel(label, QuantityUnit.EFFECT) for form in forms.split(", ")}
    return found


_PEOPLE = MeasureLabel("n", QuantityUnit.PEOPLE)
_STUDIES = MeasureLabel("k", QuantityUnit.STUDIES)
_P = MeasureLabel("p", QuantityUnit.PROBABILITY)

_SIGNED = {
    **_effects(
        """
        d: d, ds
        g: g, gs
        r: r, rs
        t: t
        F: f
        z: z
        Q: q
        b: b
        beta: β, beta, bêta
        alpha: α, alpha
        kappa: κ, kappa
        chi2: χ, χ², x², chi
        eta2: η, η², ηp, ηp², ηg², eta
        omega2: ω², ω
        tau2: τ², τ
        R2: r²
        I2: i²
        f2: f²
        rho: ρ, rho
        M: m
        U: u
        W: w
        H: h
        delta: δ
        phi: φ
        V: v
        """
    ),
    "n": _PEOPLE,
    "ns": _PEOPLE,
    "k": _STUDIES,
    "ks": _STUDIES,
    "p": _P,
    "ps": _P,
    "q": _P,
}
"""Labels that count only in front of a sign such as "=" or, some of them, of "of"."""
_SQUARED = {
    "r": "R2", "i": "I2", "χ": "chi2", "x": "chi2", "chi": "chi2", "η": "eta2", "eta": "eta2",
    "ηp": "eta2", "ω": "omega2", "omega": "omega2", "τ": "tau2", "tau": "tau2", "f": "f2",
}  # fmt: skip
"""Words before an attached 2: "I2", "χ2"."""
_CAPITALS = _effects(
    """
    OR: or, ors, aor, rc
    RR: rr, rrs, arr
    HR: hr, hrs, ahr
    IRR: irr
    SMD: smd, smds, dms
    WMD: wmd
    MD: md
    ES: es, ess
    SD: sd, sds
    SE: se, sem
    IQR: iqr
    NNT: nnt, nnts
    NNH: nnh
    ICC: icc
    AUC: auc
    BF: bf
    RMSEA: rmsea
    CFI: cfi
    TLI: tli
    RCI: rci
    """
)
_CAPITALS_FRENCH = _effects("SD: et\nSE: es")
_NAMED = _effects(
    """
    OR: odds ratio, odds ratios, rapport de cotes, rapports de cotes, rapport des cotes
    RR: relative risk, relative risks, risk ratio, risk ratios, risque relatif, rate ratio
    HR: hazard ratio, hazard ratios, hazards ratio, rapport de risques, rapport des risques
    SMD: standardized mean difference, standardised mean difference, \
standardized mean differences, standardised mean differences, différence moyenne standardisée
    MD: mean difference, mean differences, différence moyenne, différences moyennes
    d: cohen d, cohen ' s d, cohens d, d de cohen
    g: hedges g, hedges ' g, hedges ' s g, hedge ' s g, g de hedges
    delta: glass delta, glass ' s delta
    ES: effect size, effect sizes, taille d ' effet, tailles d ' effet, taille de l ' effet
    r: correlation, correlations, correlation coefficient, corrélation, corrélations
    NNT: number needed to treat, numbers needed to treat, nombre de sujets à traiter
    SD: standard deviation, standard deviations, écart type, écart - type
    SE: standard error, erreur type, erreur standard
    chi2: chi square, chi - square, chi squared, chi - squared, chi carré, khi carré, khi deux
    eta2: eta squared, eta - squared, eta carré
    I2: i squared
    alpha: cronbach ' s alpha, cronbach alpha, cronbachs alpha, alpha de cronbach
    kappa: cohen ' s kappa, kappa de cohen
    ICC: intraclass correlation, intraclass correlation coefficient
    AUC: area under the curve
    BF: bayes factor
    """
)
_NAMED |= {"p value": _P, "p values": _P, "p - value": _P, "p - values": _P, "valeur p": _P}
_LONGEST = 5  # pieces of a name
_NAME_ENDS = frozenset(name.rpartition(" ")[2] for name in _NAMED)
_COMPARING = word_set("= < > ≤ ≥ ≈ ~ ≦ ≧ below above under inférieur inférieure supérieur")
_OF = word_set("of was were is are de était est between from values value")
_OF_LETTERS = word_set("d g r p β α κ n k beta alpha kappa rho ds gs ps rs m")
_CONNECTORS = (
    _COMPARING
    | _OF
    | word_set(
        ": , ( [ } { à at a about approximately around nearly almost over above below ranged "
        "ranging range all both equal to and entre environ près presque less more than only just "
        "allait allant variait aux les des moyen moyenne médian ± + -"
    )
)
_MAX_CONNECTORS = 6
_MAX_BRACKET = 12
_MAX_DISTANCE = 9
_ENDS = word_set(". ; ? ! ( [")
_APOSTROPHES = word_set("' ’ ʼ ‘")


def measure_before(source: PieceText, place: int, *, is_decimal: bool) -> MeasureLabel | None:
    """Return the label that a number belongs to, `None` where none stands before it.

    Args:
        source: the text with its pieces.
        place: place of the first piece of the number.
        is_decimal: whether the number has a decimal point, so that words may stand between.
    """
    at, has_sign, has_of = place - 1, False, False
    for _ in range(_MAX_CONNECTORS):
        word = source.word(at)
        if found := _measure_at(source, at, has_sign=has_sign, has_of=has_of):
            return found
        if word in {")", "]"}:
            return _measure_of_bracket(source, at, has_sign=has_sign, has_of=has_of)
        if word not in _CONNECTORS:
            break
        has_sign, has_of = has_sign or word in _COMPARING, has_of or word in _OF
        at -= 1
    return _distant_measure(source, at) if is_decimal else None


def _measure_of_bracket(
    source: PieceText, close: int, *, has_sign: bool, has_of: bool
) -> MeasureLabel | None:
    """Return the label of "t(45) =", "effect size (d) of", "χ2(1, N = 45) =": in it or before."""
    if found := _measure_at(source, close - 1, has_sign=True, has_of=True):
        return found
    for at in range(close - 1, max(-1, close - _MAX_BRACKET), -1):
        if source.word(at) in {"(", "["}:
            return _measure_at(source, at - 1, has_sign=has_sign, has_of=has_of)
    return None


def _measure_at(source: PieceText, at: int, *, has_sign: bool, has_of: bool) -> MeasureLabel | None:
    """Return the label whose last piece is at a place."""
    word = source.word(at)
    if word == "2" and source.is_attached(at) and (square := _SQUARED.get(source.word(at - 1))):
        return MeasureLabel(square, QuantityUnit.EFFECT)
    if word in {"²", "*"}:
        return _measure_at(source, at - 1, has_sign=has_sign, has_of=has_of)
    if word in _NAME_ENDS and (named := _named_measure(source, at)):
        return named
    if found := _capital_measure(source, at, word):
        return found
    if word in _SIGNED and (has_sign or (has_of and word in _OF_LETTERS)):
        return _signed_measure(source, at, word)
    return None


def _signed_measure(source: PieceText, at: int, word: str) -> MeasureLabel | None:
    if source.word(at - 1) in _APOSTROPHES and word not in {"d", "g"}:
        return None
    printed = source.text[source.pieces[at].start : source.pieces[at].end]
    if printed == "R":
        return MeasureLabel("r", QuantityUnit.EFFECT)
    if printed == "Q":
        return MeasureLabel("Q", QuantityUnit.EFFECT)
    return _SIGNED[word]


def _capital_measure(source: PieceText, at: int, word: str) -> MeasureLabel | None:
    table = _CAPITALS
    if source.language == "fr" and word in _CAPITALS_FRENCH:
        table = _CAPITALS_FRENCH
    if word not in table:
        return None
    printed = source.text[source.pieces[at].start : source.pieces[at].end]
    is_capital = printed.isupper() or printed.rstrip("s").lstrip("a").isupper()
    return table[word] if is_capital or word == "sd" else None


def _named_measure(source: PieceText, at: int) -> MeasureLabel | None:
    words: list[str] = []
    found = None
    for place in range(at, max(-1, at - _LONGEST), -1):
        word = source.word(place)
        words.insert(0, "'" if word in _APOSTROPHES else word)
        found = _NAMED.get(" ".join(words), found)
    return found


def _distant_measure(source: PieceText, at: int) -> MeasureLabel | None:
    """Return the name of a measure some words before: "effect size at one year was"."""
    for place in range(at, max(-1, at - _MAX_DISTANCE), -1):
        piece = source.pieces[place]
        if piece.kind == "number" or piece.text in _ENDS:
            return None
        if piece.text in _NAME_ENDS and (found := _named_measure(source, place)):
            return found
    return None
