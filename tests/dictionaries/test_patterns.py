"""The pattern language: what is in it, what each fault is told as, and that printing and parsing are inverse."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.dictionaries.patterns import SLOTS, Filler, Item, Pattern, PatternError, parse_pattern

PREPOSITIONS = frozenset({"with", "to", "of", "against", "in", "for", "at", "from", "between"})

GOOD = [
    ("SOURCE accuse|blame TARGET", Pattern(Filler("SOURCE"), ("accuse", "blame"), (Item((), Filler("TARGET")),))),
    (
        "SOURCE level &accusation against|at TARGET",
        Pattern(
            Filler("SOURCE"),
            ("level",),
            (Item((), Filler("", ("&accusation",))), Item(("against", "at"), Filler("TARGET"))),
        ),
    ),
    (
        "SOURCE break_off &ties (with TARGET)",
        Pattern(
            Filler("SOURCE"),
            ("break_off",),
            (Item((), Filler("", ("&ties",))), Item(("with",), Filler("TARGET"), True)),
        ),
    ),
    (
        "SOURCE:&troops arrive in TARGET",
        Pattern(Filler("SOURCE", ("&troops",)), ("arrive",), (Item(("in",), Filler("TARGET")),)),
    ),
    ("- erupt between BOTH", Pattern(None, ("erupt",), (Item(("between",), Filler("BOTH")),))),
    (
        "SOURCE urge TARGET to EVENT",
        Pattern(Filler("SOURCE"), ("urge",), (Item((), Filler("TARGET")), Item(("to",), Filler("EVENT")))),
    ),
    ("SOURCE say that EVENT", Pattern(Filler("SOURCE"), ("say",), (Item(("that",), Filler("EVENT")),))),
    (
        "SOURCE yield with|- TARGET",
        Pattern(Filler("SOURCE"), ("yield",), (Item(("with", "-"), Filler("TARGET")),)),
    ),
]

BAD = [
    ("", "the pattern is empty: write for example 'SOURCE accuse TARGET'"),
    ("SOURCE", "no verb after the subject 'SOURCE': write 'SOURCE accuse TARGET', or '- VERB ...'"),
    ("SOURCE TARGET", "no verb after the subject 'SOURCE': write 'SOURCE accuse TARGET', or '- VERB ...'"),
    ("(SOURCE accuse)", "a pattern starts with its subject, not '(': a slot, words, or '-' for any"),
    (
        "SOURCE accuse SOURCE",
        "SOURCE stands twice: a slot can be filled once; use BOTH for a compound that acts on itself",
    ),
    (
        "BOTH meet TARGET",
        "BOTH stands beside SOURCE or TARGET: it is source and target at once, so leave those out",
    ),
    ("SOURCE talk with", "nothing follows the preposition 'with': name the slot or words after it"),
    ("SOURCE talk (with TARGET", "a bracket is not closed"),
    ("SOURCE talk with TARGET)", "a bracket closes that holds nothing complete: write '(from TARGET)'"),
    ("SOURCE talk ()", "a bracket closes that holds nothing complete: write '(from TARGET)'"),
    ("SOURCE talk (with TARGET EVENT)", "one bracket holds one group: write '(to TARGET) (from EVENT)'"),
    (
        "ACTOR accuse TARGET",
        "unknown slot 'ACTOR': the slots are SOURCE, TARGET, BOTH, EVENT, ADDRESSEE; words are lower case",
    ),
    ("SOURCE accuse TARGET:", "nothing follows the colon in 'TARGET:': write 'TARGET:&list' or 'TARGET:word'"),
    (
        "SOURCE accuse Target",
        "'Target' is not a word: lower-case letters, '_' between words, '&' before a list's name",
    ),
    (
        "SOURCE fire at|guarding TARGET",
        "'guarding' is no preposition, and so 'at|guarding' would be read as words: leave it out, "
        "or add it to the list 'prepositions' in words.yaml",
    ),
    ("SOURCE ac%use TARGET", "'ac%use' is not a verb: lower-case letters, '_' between words, '&' before a list's name"),
]


@pytest.mark.parametrize(("text", "pattern"), GOOD)
def test_a_good_pattern_is_read_as_meant(text: str, pattern: Pattern) -> None:
    assert parse_pattern(text, PREPOSITIONS) == pattern
    assert str(pattern) == text


@pytest.mark.parametrize(("text", "message"), BAD)
def test_each_fault_says_what_is_wrong(text: str, message: str) -> None:
    with pytest.raises(PatternError) as raised:
        parse_pattern(text, PREPOSITIONS)
    assert str(raised.value) == message


@given(st.text(alphabet=st.sampled_from("SOURCETARGETEVENT abc|&_:()-.'ä\n1"), max_size=60))
def test_no_text_gives_a_traceback(text: str) -> None:
    try:
        pattern = parse_pattern(text, PREPOSITIONS)
    except PatternError:
        return
    assert parse_pattern(str(pattern), PREPOSITIONS) == pattern


words = st.from_regex(r"&?[a-z]{2,6}(_[a-z]{2,5})?", fullmatch=True).filter(
    lambda w: w not in PREPOSITIONS and w != "that"
)
alternatives = st.lists(words, min_size=1, max_size=3).map(tuple)
preps = st.lists(st.sampled_from(sorted(PREPOSITIONS)), max_size=2, unique=True).map(tuple)


@st.composite
def patterns(draw: st.DrawFn) -> Pattern:
    slots = draw(st.lists(st.sampled_from(["SOURCE", "TARGET", "EVENT", "ADDRESSEE", ""]), min_size=1, max_size=4))
    fillers, used = [], set()
    for slot in slots:
        if slot in used:
            slot = ""
        used.add(slot)
        narrowing = draw(alternatives) if not slot or draw(st.booleans()) else ()
        fillers.append(Filler(slot, narrowing))
    subject = fillers[0] if draw(st.booleans()) else None
    rest = fillers[1:] if subject else fillers
    items = tuple(Item(draw(preps), filler, draw(st.booleans())) for filler in rest)
    return Pattern(subject, draw(alternatives), items)


@given(patterns())
def test_printing_a_pattern_and_reading_it_again_gives_the_pattern(pattern: Pattern) -> None:
    assert parse_pattern(str(pattern), PREPOSITIONS) == pattern


def test_the_slots_of_a_pattern_are_known_in_order() -> None:
    pattern = parse_pattern("SOURCE ask TARGET for EVENT", PREPOSITIONS)
    assert pattern.slots() == ["SOURCE", "TARGET", "EVENT"]
    assert set(pattern.slots()) <= set(SLOTS)
