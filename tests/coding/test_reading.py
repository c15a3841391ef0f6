"""What is decided from the words alone: how a headline is spelt in usual case, and which sentences are worth a parse."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder import Story
from coder.coding.reading import Reader
from coder.dictionaries.compile import Compiled
from coder.language.pipeline import Pipeline


@pytest.fixture(scope="module")
def reader(world: Compiled, pipeline: Pipeline) -> Reader:
    return Reader(world.lexicon, pipeline, partial=False, memory=True)


RECASED = [
    ("Israel Frees Palestinian Prisoners Ahead Of Talks", "Israel frees Palestinian prisoners ahead of talks"),
    ("North Korea Attacks South Korean Troops", "North Korea attacks South Korean troops"),
    ("UN CALLS FOR CEASEFIRE IN SYRIA", "UN calls for ceasefire in Syria"),
    ("IRAN ACCUSED IRAQ OF SHELLING TWO VILLAGES ON SUNDAY.", "Iran accused Iraq of shelling two villages on sunday."),
    ("IRAQ'S ARMY MET U.S. ENVOYS.", "Iraq's army met U.S. envoys."),
    ("CAR BOMB KILLS IRAQI SOLDIERS", "Car bomb kills Iraqi soldiers"),
    ("US TROOPS ATTACK HEZBOLLAH IN LEBANON", "US troops attack Hezbollah in Lebanon"),
    ("Kenya's President Daniel Okoro Visits Uganda", "Kenya's president Daniel Okoro visits Uganda"),
    ("Karim Nazari Visits Iraq, Urges Withdrawal Of Troops", "Karim Nazari visits Iraq, urges withdrawal of troops"),
    ("Iran accused Iraq of shelling two villages on Sunday.", None),
    ("Iran met Iraq.", None),
    ("The President of Kenya met the Prime Minister of Uganda.", None),
    ("***", None),
]


@pytest.mark.parametrize(("text", "wanted"), RECASED)
def test_headlines_are_spelt_in_usual_case(reader: Reader, text: str, wanted: str | None) -> None:
    assert reader.recase(text) == (wanted or text)


CAPITALISED = [
    ("iran accused iraq of shelling two villages.", "Iran accused Iraq of shelling two villages."),
    ("south korea's army met u.s. envoys on monday.", "South Korea's army met U.S. envoys on Monday."),
    ("the un told us that us troops left.", "The UN told us that US troops left."),
    ("it rained.", "It rained."),
]


@pytest.mark.parametrize(("text", "wanted"), CAPITALISED)
def test_a_story_in_lower_case_gets_its_capitals(reader: Reader, text: str, wanted: str) -> None:
    assert reader.uppercase(text) == wanted
    assert [one.sentence.text for one in reader.read(Story("1", f"it rained. {text}"))][1] == wanted


@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from(["IRAN", "Iran", "Attacks", "TROOPS", "ß", "ŉ", "İ", "1", "-"]), max_size=8).map(
        " ".join
    )
)
def test_recasing_keeps_the_length(world: Compiled, pipeline: Pipeline, text: str) -> None:
    reader = Reader(world.lexicon, pipeline, partial=False, memory=True)
    assert len(reader.recase(text)) == len(text)
    assert len(reader.uppercase(text)) == len(text)


BOILERPLATE = {
    "Read more: Iran attacked Iraq": "read more",
    "© 2004 Iran News Agency, Iraq": "© 0",
    "Copyright 2004 Iran News": "copyright 0",
    "FILE - In this March 3, 2010 file photo, Iran attacks Iraq.": "file -",
    "Iranian troops are seen in this file photo": "in this file photo",
    "Reporting by Ann Smith in Iraq; editing by Bob Jones": "reporting by",
    "Iran Daily. All rights reserved.": "all rights reserved",
    "Iran copyright law": "",
    "Iran attacked Iraq, reporting by radio": "",
}


@pytest.mark.parametrize(("text", "words"), BOILERPLATE.items())
def test_what_is_no_part_of_the_story_is_told_by_its_words(reader: Reader, text: str, words: str) -> None:
    seen = reader.read(Story("1", f"{text}\nIran attacked Iraq."))
    assert [one.boilerplate for one in seen if one.boilerplate] == [words] * bool(words)
    assert all(one.wanted for one in seen if not one.boilerplate and "attacked" in one.tokens.words)
    assert not any(one.wanted for one in seen if one.boilerplate)


WANTED = [
    ("It rained. Iran attacked Iraq.", [False, True]),
    ("Iran borders Iraq. It attacked Kuwait.", [True, True]),
    ("Iran attacked Iraq. Long live Egypt!", [True, False]),
    ("Rebels attacked a town. Iran attacked Iraq.", [False, True]),
    ("Iran borders Iraq. It rained. It attacked Kuwait.", [True, True, True]),
    ("TEHRAN, Iran (AP) - It rained. Rebels attacked a town.", [True, True]),
    ("President Okoro attacked a town.", [True]),
    ("Nobody attacked anybody.", [False]),
    ("Long live Iran!", [False]),
]


@pytest.mark.parametrize(("text", "wanted"), WANTED)
def test_only_sentences_that_can_matter_are_parsed(reader: Reader, text: str, wanted: list[bool]) -> None:
    assert [one.wanted for one in reader.read(Story("1", text))] == wanted


def test_names_are_found_before_the_parse(reader: Reader) -> None:
    text = "UN troops met North Korean and Iranian envoys of Hezbollah."
    (seen,) = reader.read(Story("1", text))
    assert [" ".join(seen.tokens.words[m.first : m.last + 1]) for m in seen.mentions] == [
        "UN", "North Korean", "Iranian", "Hezbollah",
    ]  # fmt: skip
