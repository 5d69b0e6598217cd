"""The language of a text: English or French."""

from __future__ import annotations

from pprnet.extraction.text_processing.word_tokenizer import tokenize_words, word_set

_FRENCH = word_set(
    "le la les des du un une et est dans pour par sur avec aux au que qui ne pas ont plus chez "
    "ces cette ce leur leurs sont ete entre apres ou ils elle elles d l s n qu"
)
_ENGLISH = word_set(
    "the of and to in with for was were is are that this by from at on as or than not had have "
    "their they who after it be an a"
)


def text_language(text: str) -> str:
    """Return "fr" where a text has more of the commonest words of French than of English, or "en".

    Args:
        text: any text.
    """
    words = [token.word for token in tokenize_words(text)]
    french = sum(word in _FRENCH for word in words)
    english = sum(word in _ENGLISH for word in words)
    return "fr" if french > english else "en"
