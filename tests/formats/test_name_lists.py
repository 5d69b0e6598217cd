"""People as sources print them: initials, particles, suffixes, several in one field, nobody."""

from __future__ import annotations

import pytest

from pprnet.formats.bibtex.bibtex_names import parse_bibtex_names
from pprnet.formats.fields.name_lists import parse_people, split_names

FIELDS = """
Bramble, STK                                   = Bramble, S. T. K.
Satra JP                                       = Satra, J. P.
Satra, J-P                                     = Satra, J.-P.
Satra, ALINA                                   = Satra, ALINA
Berg, EVA                                      = Berg, EVA
Li, AN                                         = Li, A. N.
LI, AN                                         = LI, AN
SATRA, JP                                      = SATRA, J. P.
SATRA, JAN                                     = SATRA, JAN
Muster, JMAR                                   = Muster, J. M. A. R.
Janus, T.R.C.E.L.                              = Janus, T. R. C. E. L.
Nora RK Berg                                   = Berg, Nora R. K.
Alina SATRA                                    = SATRA, Alina
Anna LEE                                       = LEE, Anna
Smith Jr., Robert                              = Smith, Robert, Jr.
Smith, Robert Jr                               = Smith, Robert, Jr.
José Ortega y Gasset                           = Ortega y Gasset, José
Pim van der Zee Muster                         = van der Zee Muster, Pim
Maria De Los Campos                            = De Los Campos, Maria
García López, Juan José                        = García López, Juan José
Exampel, Nora R.; Sampel, Tim S.               = Exampel, Nora R. | Sampel, Tim S.
Exampel NR; and Sampel TS                      = Exampel, N. R. | Sampel, T. S.
Alpha, A.|Beta, B.                             = Alpha, A. | Beta, B.
Nora R. Exampel, Tim S. Sampel                 = Exampel, Nora R. | Sampel, Tim S.
Nora Exampel, Tim Sampel, and Jay Mustra       = Exampel, Nora | Sampel, Tim | Mustra, Jay
Nora Exampel and Tim Sampel                    = Exampel, Nora | Sampel, Tim
Exampel, N. R., Sampel, T. S., & Mustra, J. J. = Exampel, N. R. | Sampel, T. S. | Mustra, J. J.
Smith, R., Jr., & Jones, T.                    = Smith, R., Jr. | Jones, T.
Exampel, N. R., Example Study Group, & Mia, J. = Exampel, N. R. | <Example Study Group> | Mia, J.
Exampel NR, Sampel TS, Mustra JJ               = Exampel, N. R. | Sampel, T. S. | Mustra, J. J.
Alpha A, Beta B, Invented Study Group          = Alpha, A. | Beta, B. | <Invented Study Group>
Exampel NR, Sampel TS, et al.                  = Exampel, N. R. | Sampel, T. S. | <et al.>
Exampel NR et al                               = Exampel, N. R. | <et al.>
King, Martin Luther, Jr.                       = King, Martin Luther, Jr.
Smith, J., PhD                                 = Smith, J.
Department of Health and Human Services        = <Department of Health and Human Services>
Barnes and Noble Group                         = <Barnes and Noble Group>
Berg, Anna van der                             = van der Berg, Anna
Silva, Anna Beta da                            = Silva, Anna Beta da
Silva, A. B. da                                = Silva, A. B. da
Anna Example, Jr.                              = Example, Anna, Jr.
Example, J.‐Y.                                 = Example, J.-Y.
Example, J. -Y.                                = Example, J.-Y.
Example, J–Y                                   = Example, J.-Y.
Example, A. (Eds.)                             = Example, A.
Example, Anna (57200000001); Sample, Bo (572)  = Example, Anna | Sample, Bo (572)
Example, A.*; Sample, B.†                      = Example, A. | Sample, B.
Anna Example, Ph.D., Bo Sample, M.D.           = Example, Anna | Sample, Bo
Example, Anna, Bo Sample, and Cid Muster       = Example, Anna | Sample, Bo | Muster, Cid
Example A, Sample B; Invented Study Group      = Example, A. | Sample, B. | <Invented Study Group>
EXAMPLE A, SAMPLE B                            = EXAMPLE, A. | SAMPLE, B.
Иванов И.И., Петров П.П.                       = Иванов, И. И. | Петров, П. П.
Example, A., Sample, B., … Muster, C.          = Example, A. | Sample, B. | Muster, C. | <et al.>
Example, A., Sample, B., . . . Muster, C.      = Example, A. | Sample, B. | Muster, C. | <et al.>
Example, A., u.a.                              = Example, A. | <et al.>
Example A und andere                           = Example, A. | <et al.>
Example A et autres                            = Example, A. | <et al.>
Example, U. A.                                 = Example, U. A.
Example A, Sample B, Invented Study Group.     = Example, A. | Sample, B. | <Invented Study Group>
on behalf of the Invented Study Group          = <Invented Study Group>
Example A on behalf of the Invented Study Group = Example, A. | <Invented Study Group>
Society for the Study of Examples              = <Society for the Study of Examples>
n.a.                                           =
Author unknown                                 =
et al.                                         = <et al.>
[No author name available]                     =
[Anonymous]                                    =
N/A                                            =
"""
BIBTEX = r"""
Jules de la Montagne and Pim van der Zee Muster = de la Montagne, Jules | van der Zee Muster, Pim
Denis Louis de la Vall{\'e}e Dor{\'e}           = de la Vallée Doré, Denis Louis
Otto freiherr vom Berg                          = freiherr vom Berg, Otto
von Berg, Jr, Otto                              = von Berg, Otto, Jr.
Berg, VII, Otto                                 = Berg, Otto, VII
family=Berk, given=Joris, prefix=van den        = van den Berk, Joris
given={Robert R}, family=Smithe, suffix=Jr      = Smithe, Robert R, Jr.
{Barnes and Noble} and Muster, A.               = <Barnes and Noble> | Muster, A.
Centre for Examples (UK)                        = <Centre for Examples (UK)>
Exampel, N. R., Sampel, T. S.                   = Exampel, N. R. | Sampel, T. S.
Exampel, Nora; Sampel, Tim                      = Exampel, Nora | Sampel, Tim
Exampel, Nora and others                        = Exampel, Nora | <et al.>
"""


def rows(table):
    """Return the texts and the people of a table."""
    lines = [line.rpartition("=") for line in table.strip().splitlines()]
    return [(before.strip(), after.strip()) for before, _, after in lines]


def shown(people):
    """Return people as the tables have them."""
    return " | ".join(f"<{one.literal}>" if one.literal else str(one) for one in people)


@pytest.mark.parametrize(("text", "expected"), rows(FIELDS))
def test_the_people_of_a_field(text, expected):
    assert shown(parse_people([text])) == expected


@pytest.mark.parametrize(("text", "expected"), rows(BIBTEX))
def test_the_people_of_an_entry(text, expected):
    assert shown(parse_bibtex_names(text)) == expected


def test_an_orcid_after_a_name_is_its_own():
    (person,) = parse_people(["Example, Anna (ORCID: 0000-0002-1825-0097)"])
    assert (str(person), person.orcid) == ("Example, Anna", "0000-0002-1825-0097")


def test_two_names_in_a_cell_are_two_people():
    assert split_names("Nora Exampel, Tim Sampel", is_cell=True) == ["Nora Exampel", "Tim Sampel"]
    assert split_names("Exampel Sampel, Nora") == ["Exampel Sampel, Nora"]
