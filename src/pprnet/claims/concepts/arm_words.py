"""Words that name kinds of arms, and words that are never part of the name of an arm."""

from __future__ import annotations

from pprnet.extraction.text_processing.word_tokenizer import word_set

GROUP_HEADS = word_set("group groups arm arms condition conditions groupe groupes bras")
"""Words for a part of a sample; the words before them name it."""
ARM_HEADS = GROUP_HEADS | word_set(
    "therapy therapies psychotherapy treatment treatments training program programs intervention "
    "interventions clinic management counseling course workshop package coaching regimen therapie "
    "therapies psychotherapie traitement traitements entrainement programme accompagnement"
)
"""Words for a group or a treatment."""
SCALE_HEADS = word_set("scale inventory questionnaire index checklist")
"""Words for a measure, which the words before them name."""
NEVER_IN_A_NAME = word_set(
    "post pre inter intra original favorable between within end start mid early late week weeks "
    "month months year years day days session sessions hour hours minute minutes follow up s t d "
    "no non age aged sex same each all iqr sd ci n p vs versus first second third last and or of "
    "in the"
)
"""Words that are not part of a name, even with a hyphen: "post-treatment"."""
OUTSIDE = NEVER_IN_A_NAME | word_set(
    # articles, pronouns, numbers, links
    "a an this that these those their its his her our your my every any some both not none "
    "neither either one two three four five six seven eight nine ten many most more less fewer "
    "few several other others another such different various but nor than then if as at by for "
    "from into off on onto out over per to under until upon via with without after before during "
    "against compared while when where which who whom whose what how why whether because since "
    "although though however also only even just here there across among throughout plus minus "
    "following like unlike about around toward towards beside besides despite amid near once "
    "twice "
    # verbs
    "is are was were be been being am has have had having do does did can could may might must "
    "shall should will would received receive receives complete assigned began seek enter enters "
    "improve improves predict predicts enhance assess evaluate estimate increase provide provides "
    "deliver offer offers need needs show shows get gets make take takes give gives gave took got "
    "left went sit keep kept leave start end want affect test compare combine require stop "
    "include find found led run runs ran began begin attempt suggest support supports favor "
    "favors lets "
    # people and judgements
    "we they he she it i you patient patients participant participants client clients people "
    "person men women child children adult adults research study studies focus working task team "
    "age new novel current present usual effective efficacious successful better worse best good "
    "poor poorer specific general available adequate total whole entire given respective "
    "comparable similar important viable primary secondary previous prior initial subsequent "
    "complete full overall average potential possible appropriate differential final further "
    "future actual higher lower high low larger smaller large small greater lesser significant "
    "main major minor young younger older old middle mean median standard additional individual "
    "mental medical health social chronic psychological psychosocial psychiatric clinical "
    "physical therapeutic ethnic racial diagnostic risk data treatment treatments therapy outcome "
    "outcomes response size effect effects american british canadian german dutch national "
    "international local regular single double parallel target matched comorbid socioeconomic "
    "treated remaining reference natural postoperative acute ongoing long short term necessary "
    "optimal ideal real true clear whichever whatever own free open blind living human"
)
"""Words before a head that are not part of its name."""
MODIFYING_PARTICIPLES = word_set(
    "integrated enhanced focused guided combined delayed extended computerized adapted modified "
    "abbreviated blended tailored stepped structured unstructured manualized centered oriented "
    "accelerated augmented assisted supervised personalized training counseling parenting coping "
    "writing nursing meaning listening problem solving imaging learning healing breathing "
    "rescripting reprocessing processing based supervized specialized"
)
"""Words in "-ed" and "-ing" that may be part of a name; others end it."""
FRENCH_LINKS = word_set("de d du des a l la le en sur par aux")
"""Words that join the words of a French name."""
FRENCH_OUTSIDE = word_set(
    "les un une ce cette ces son sa ses leur leurs qui que dont ou et a ont est sont etait "
    "etaient sera serait au pour dans chez avec sans apres avant pendant puis plus moins ne n se "
    "s y deux trois quatre cinq six sept huit neuf dix mois ans an semaines semaine seances jours "
    "fin debut patient patients patiente patientes participants participantes personnes personne "
    "comme contre entre ainsi mais etude etudes recherche travail psychologique psychologiques "
    "psychosociale psychosociales efficace efficaces complet complete seul seule meme meilleur "
    "meilleure autre autres reste restent demeure obtient atteint presente montre recoit "
    "beneficie recu produit differe vaut permet reduit agit fait avait avaient ete long longue "
    "longs longues bref breve court courte courts courtes initial initiale final finale "
    "individuel individuelle actuel actuelle necessaire possible clinique cliniques general "
    "generale medical medicale mental significatif significative important importante superieur "
    "superieure inferieur inferieure moyen moyenne total totale seulement aussi tres bien si "
    "alors quand toutefois depuis lors"
)
"""Words that end a French name."""
FRENCH_VERB_ENDINGS = ("ait", "aient", "erent", "era", "eront", "issent", "ment")
"""Endings of folded words that are verbs or adverbs."""
FRENCH_ADJECTIVE_ENDINGS = (
    "ique", "iques", "el", "els", "elle", "elles", "al", "ale", "ales", "aux", "if", "ifs", "ive",
    "ives", "aire", "aires", "iste", "istes", "ien", "ienne", "iens", "iennes", "ée", "ées", "és",
)  # fmt: skip
"""Endings of words, as printed, that may follow a head without a link."""
