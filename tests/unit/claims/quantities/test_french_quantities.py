"""Quantities of French phrases."""

from __future__ import annotations

import pytest
from quantities_in_text import quantities, spans


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("quarante à 60 % des patients", ["40..60 percent"]),
        ("de 40 à 60\u202f%", ["40..60 percent"]),
        ("un patient sur vingt", ["5 percent"]),
        ("un sur cinq", ["20 percent"]),
        ("un tiers, la moitié", ["33.3333 percent", "50 percent"]),
        ("les deux tiers, trois quarts", ["66.6667 percent", "75 percent"]),
        ("moins d’un cinquième", ["20 percent less"]),
        ("plus de 12,5 %", ["12.5 percent more"]),
        ("cinquante pour cent", ["50 percent"]),
        ("deux fois plus, une fois finie", ["2 plain [times]"]),
        ("12 points de pourcentage", ["12 percent [percentage points]"]),
        ("près de 300 études", ["300 studies [études] about"]),
        ("huit domaines", ["8 plain [domaines]"]),
        ("62 patientes ambulatoires", ["62 people [patientes]"]),
        ("une vingtaine de séances", ["20 sessions [séances] about"]),
        ("soixante et onze femmes", ["71 people [femmes]"]),
        ("quatre-vingt-dix-sept essais contrôlés", ["97 studies [essais]"]),
        ("1\u202f234\u202f567 personnes", ["1.23457e+06 people [personnes]"]),
        ("1 234 adultes", ["1234 people [adultes]"]),
        ("neuf essais, un outil neuf", ["9 studies [essais]"]),
        ("une étude, une seule étude", ["1 studies [étude]"]),
    ],
)
def test_shares_and_counts(text, expected):
    assert quantities(text, "fr") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("d = 0,45 (IC à 95 % : 0,20 à 0,60)", ["0.45 effect d", "0.2..0.6 bound"]),
        ("IC 95 % [0,21 ; 0,55]", ["0.21..0.55 bound"]),
        ("rapport de cotes de 1,9", ["1.9 effect OR"]),
        ("risque relatif de 2,18", ["2.18 effect RR"]),
        ("taille d’effet de 0,4", ["0.4 effect ES"]),
        ("d de Cohen = -0,5", ["-0.5 effect d"]),
        ("p < 0,001", ["0.001 p p less"]),
        ("âge moyen de 34,5 ans (ET = 10,2)", ["34.5 age [ans]", "10.2 effect SD"]),
        ("âgés de 18 à 65 ans", ["18..65 age [ans]"]),
        ("entre 12 et 18 mois", ["12..18 time [mois]"]),
        ("deux ans et demi", ["2.5 time [ans]"]),
        ("un an après", ["1 time [an]"]),
        ("le 30 juin 2014", ["30 ordinal", "2014 year"]),
        ("essai en double aveugle, première étude", ["1 ordinal"]),
    ],
)
def test_effects_ages_and_times(text, expected):
    assert quantities(text, "fr") == expected


def test_a_span_holds_the_french_sign_of_per_cent():
    assert spans("soit 12,5\u202f% et 7 pour cent", "fr") == ["12,5\u202f%", "7 pour cent"]
