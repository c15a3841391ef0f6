"""Inflected forms of dictionary words, made once when the dictionaries are compiled.

Patterns are found by these forms and not by the tagger's lemma, which is wrong too often (hoped -> hop, waged -> wag).
"""

from __future__ import annotations

from functools import cache

_BRITISH = (("ize", "ise"), ("yze", "yse"), ("or", "our"))


@cache
def verb_forms(lemma: str) -> frozenset[str]:
    """All forms of a verb, British spelling included; of "be" and "have" also the clitics."""
    forms = set()
    for spelling in _spellings(lemma):
        forms |= _inflect(spelling, "VERB")
    if lemma == "be":
        forms |= {"'s", "'re", "'m", "is", "are", "was", "were", "been", "being", "am"}
    if lemma == "have":
        forms |= {"'ve", "has", "had", "having"}
    return frozenset(forms)


@cache
def noun_forms(lemma: str) -> frozenset[str]:
    """Singular and plural of a noun (and the word itself, whatever it is)."""
    forms = set()
    for spelling in _spellings(lemma):
        forms |= _inflect(spelling, "NOUN")
    return frozenset(forms)


def _spellings(lemma: str) -> set[str]:
    found = {lemma}
    for american, british in _BRITISH[:2]:
        for one, other in ((american, british), (british, american)):
            if lemma.endswith(one) and len(lemma) > 5:
                found.add(lemma[: -len(one)] + other)
    return found


def _inflect(lemma: str, upos: str) -> set[str]:
    from lemminflect import getAllInflections, getAllInflectionsOOV

    known = getAllInflections(lemma, upos=upos)
    if not known and lemma.isalpha():
        # Out of vocabulary: by rule. A plural given as a word of its own would get a second ending.
        known = (
            {}
            if upos == "NOUN" and lemma.endswith("s") and not lemma.endswith("ss")
            else getAllInflectionsOOV(lemma, upos=upos)
        )
    if upos == "NOUN" and "-" in lemma:
        first, _, last = lemma.rpartition("-")
        return {lemma} | {f"{first}-{form}" for form in noun_forms(last)}
    return {lemma} | {form for forms in known.values() for form in forms}


def head_of(words: list[str], prepositions: frozenset[str]) -> int:
    """Index of the head of a noun phrase: the word before its first preposition, else the last."""
    for i, word in enumerate(words[1:-1], start=1):
        if word in prepositions:
            return i - 1
    return len(words) - 1
