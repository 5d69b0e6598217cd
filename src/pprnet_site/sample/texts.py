"""Texts of the sample site about itself, in both languages."""

from __future__ import annotations

NAME = "Sample Digest"
SETTINGS = {
    "name": NAME,
    "strap": "Psychotherapy research for practice, monthly",
    "strap_fr": "La recherche en psychothérapie, pour la pratique, chaque mois",
    "footer": (
        "This is a sample site. Its summaries are sample text that nobody has checked: do not use "
        "them in practice. It is not affiliated with or endorsed by PPRNet or the University of "
        "Ottawa."
    ),
    "footer_fr": (
        "Ce site est un exemple. Ses résumés sont des textes d’exemple que personne n’a vérifiés : "
        "ne les utilisez pas dans votre pratique. Il n’est ni affilié à PPRNet ou à l’Université "
        "d’Ottawa, ni approuvé par eux."
    ),
}
ABOUT = {
    "body": """This is a sample site. It shows what pprnet does, with real studies and sample text.

It is not affiliated with or endorsed by PPRNet (the Psychotherapy Practice Research Network) or the University of Ottawa.

The six summaries are signed “Sample text”. They were written for this sample from the facts of a public page of PPRNet’s blog, in other words and with nothing added, and nobody has checked them against the publications. Do not use them in practice. Four of them have a citation and are published. Two have none and wait at the desk as drafts, to show what keeps a summary from being published and what to do about it.

The library at the desk holds 952 works on psychotherapy for borderline personality disorder, from a systematic review’s search, as OpenAlex describes them (CC0).

To begin with a site of your own, run “pprnet sample remove”.""",  # noqa: E501 - one line a paragraph
    "body_fr": """Ce site est un exemple. Il montre ce que fait pprnet, avec de vraies études et des textes d’exemple.

Il n’est ni affilié à PPRNet (le Psychotherapy Practice Research Network) ou à l’Université d’Ottawa, ni approuvé par eux.

Les six résumés sont signés « Sample text ». Ils ont été écrits pour cet exemple à partir des faits d’une page publique du blogue de PPRNet, en d’autres mots et sans rien y ajouter, et personne ne les a comparés aux publications. Ne les utilisez pas dans votre pratique. Quatre d’entre eux ont une référence et sont publiés. Deux n’en ont pas et attendent à l’état de brouillon, pour montrer ce qui empêche de publier un résumé et comment y remédier.

L’espace de rédaction contient 952 travaux sur la psychothérapie du trouble de la personnalité limite, issus de la recherche d’une revue systématique, tels qu’OpenAlex les décrit (CC0).

Pour commencer votre propre site, lancez « pprnet sample remove ».""",  # noqa: E501
}
