"""Invented texts that the checker has nothing against: long enough, and without claims."""

SUMMARY = (
    "Example text. An invented team asked invented people how they felt about an invented kind of "
    "talk. The people met a helper and wrote down what they thought of it afterwards. Some of them "
    "liked the talk, and some did not. Nothing of this has happened, and nothing here may be used "
    "with anybody. The text is as long as a short summary is."
)
IMPLICATIONS = (
    "Example implications. A helper may ask people what they make of the talk, and may listen to "
    "what they say before going on with it. Nobody needs to do so because of this text."
)
