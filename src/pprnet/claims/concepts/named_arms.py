"""Treatments and groups that the lexicon lacks, by the word that names their kind.

"General psychiatric management", "nurse-led clinic", "the experimental group": in English the
word comes last, in French first ("la thérapie centrée sur la compassion").
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from pprnet.claims.concepts.concept_values import ConceptGroup
from pprnet.claims.concepts.lexicon_search import Place
from pprnet.extraction.text_processing.word_tokenizer import Token, word_set

ARM_KEY = "arm:"
"""Begins the key of an arm that is named by its text only."""
_MAX_MODIFIERS = 4
_GROUP_HEADS = word_set("group groups arm arms condition conditions groupe groupes bras")
_TREATMENT_HEADS = word_set(
    "therapy therapies psychotherapy treatment treatments training program programs intervention "
    "interventions clinic management counseling course workshop package coaching regimen "
    "therapie therapies psychotherapie traitement traitements entrainement programme intervention "
    "interventions"
)
ARM_HEADS = _GROUP_HEADS | _TREATMENT_HEADS
"""Words that name a kind of arm."""
_STOP_WORDS = word_set(
    "a an the this that these those their its his her our your my each every any some all both no "
    "not none neither either one two three four five six seven eight nine ten many most more less "
    "fewer few several other another same such different various and or but nor than then if as at "
    "by for from in into of off on onto out over per to under until up upon via with within without "
    "after before between during versus vs against compared while when where which who whom whose "
    "what how why whether because since although though however also only even just is are was were "
    "be been being am has have had having do does did can could may might must shall should will "
    "would we they he she it i you there here both first second third new novel current present "
    "usual standard additional effective efficacious successful better worse best specific "
    "psychological psychosocial medical clinical mental social chronic general available adequate "
    "individual total whole entire given respective comparable similar respectively across among "
    "throughout plus minus following like unlike about around toward towards receive receives "
    "received completed offered attended started began assigned allocated randomized "
    "age aged patient patients participant participants client clients people person study research "
    "s t d focus working task treatment therapy control health illness risk data"
)
_MODIFYING_PARTICIPLES = word_set(
    "integrated enhanced focused guided combined delayed extended computerized adapted modified "
    "abbreviated blended tailored stepped structured unstructured manualized centered oriented "
    "accelerated augmented assisted supervised personalized training counseling parenting coping "
    "writing nursing meaning listening problem solving imaging learning healing breathing rescripting "
    "reprocessing processing"
)
_SKIPPED_FRENCH = word_set(
    "le la les un une des ce cette ces son sa ses leur leurs qui que dont ou et a ont est sont etait "
    "etaient sera serait au aux pour dans chez avec sans apres avant pendant plus moins ne n se s "
    "patients patientes participants participantes personnes comme contre entre ainsi mais etude "
    "psychologique psychologiques psychosociale psychosociales efficace efficaces complet seul seule"
)
_FRENCH_LINKS = word_set("de d du des a l la le en sur par")


def arm_key(words: Sequence[str]) -> str:
    """Return the key of an arm that the lexicon lacks.

    Args:
        words: its folded words; "group", "arm" and "condition" do not count.
    """
    kept = [word for word in words if word not in _GROUP_HEADS] or list(words)
    return ARM_KEY + " ".join(kept)


def named_arms(
    text: str, tokens: Sequence[Token], language: str, known: Sequence[Place]
) -> Iterator[Place]:
    """Yield the arms that are named by a word for their kind and are not in the lexicon.

    Args:
        text: the text.
        tokens: its words.
        language: "en" or "fr".
        known: the places of the lexicon, without overlaps in a group.
    """
    covered = {index for place in known for index in range(place.first, place.last + 1)}
    arms = {
        index
        for place in known
        if place.group is ConceptGroup.ARM
        for index in range(place.first, place.last + 1)
    }
    find = _french_arm if language == "fr" else _english_arm
    for index, token in enumerate(tokens):
        if token[0] in ARM_HEADS and index not in arms:
            place = find(text, tokens, index)
            if place and not _is_known(place, index, covered):
                yield place


def _is_known(place: Place, head: int, covered: Collection[int]) -> bool:
    """Return whether the lexicon has all words of an arm besides its head."""
    return all(index in covered for index in range(place.first, place.last + 1) if index != head)


def _english_arm(text: str, tokens: Sequence[Token], head: int) -> Place | None:
    first = head
    while first > 0 and head - first < _MAX_MODIFIERS and _modifies(text, tokens, first - 1):
        first -= 1
    if first == head:
        return None
    key = arm_key([token.word for token in tokens[first : head + 1]])
    return Place(first, head, key, ConceptGroup.ARM)


def _modifies(text: str, tokens: Sequence[Token], index: int) -> bool:
    """Return whether a word belongs to the name that the next word is part of."""
    token, gap = tokens[index], text[tokens[index].end : tokens[index + 1].start]
    word = token.word
    if gap == "-":
        return word[0].isalpha()
    if gap != " " or not word[0].isalpha() or word in _STOP_WORDS:
        return False
    return word in _MODIFYING_PARTICIPLES or not word.endswith(("ed", "ing", "ly"))


def _french_arm(text: str, tokens: Sequence[Token], head: int) -> Place | None:
    last, index, words = head, head + 1, 0
    while index < len(tokens) and index - head <= _MAX_MODIFIERS and words < 2:  # noqa: PLR2004
        gap = text[tokens[index - 1].end : tokens[index].start]
        word = tokens[index].word
        if gap not in (" ", "-", "'", "’"):
            break
        if word not in _FRENCH_LINKS or (words and gap == "-"):
            if word in _SKIPPED_FRENCH or not word[0].isalpha():
                break
            last, words = index, words + 1
        index += 1
    if last == head:
        return None
    key = arm_key([token.word for token in tokens[head : last + 1]])
    return Place(head, last, key, ConceptGroup.ARM)
