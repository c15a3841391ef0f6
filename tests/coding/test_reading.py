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


@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from(["IRAN", "Iran", "Attacks", "TROOPS", "ß", "ŉ", "İ", "1", "-"]), max_size=8).map(
        " ".join
    )
)
def test_recasing_keeps_the_length(world: Compiled, pipeline: Pipeline, text: str) -> None:
    assert len(Reader(world.lexicon, pipeline, partial=False, memory=True).recase(text)) == len(text)


WANTED = [
    ("It rained. Iran attacked Iraq.", [False, True]),
    ("Iran borders Iraq. It attacked Kuwait.", [True, True]),
    ("Iran attacked Iraq. Long live Egypt!", [True, False]),
    ("Rebels attacked a town. Iran attacked Iraq.", [False, True]),
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
