"""Names as they are looked up: without what writers differ in."""

from __future__ import annotations

import re
import unicodedata

_POSSESSIVE = re.compile(r"'s\b")
_SEPARATE = str.maketrans({"-": " ", "–": " ", "/": " / ", ",": " , ", "&": " & "})
_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "Đ": "D", "Ø": "O", "Ł": "L"})
_MARKS = frozenset(".'’‘ʻʿ")


def fold(word: str) -> str:
    """A name's word as it is looked up: without diacritics, full stops and inner apostrophes."""
    if word.isascii():
        return word.replace(".", "").replace("'", "") if "." in word or "'" in word[1:] else word
    text = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return "".join(c for c in text if not unicodedata.combining(c) and c not in _MARKS)


def name_key(name: str) -> tuple[str, ...]:
    """A name as the words it is looked up by: hyphens separate, a possessive 's stands alone."""
    name = name.replace("’", "'")
    if "'" in name:
        name = _POSSESSIVE.sub(" 's", name)
    return tuple(word if word == "'s" else fold(word) for word in name.translate(_SEPARATE).split())
