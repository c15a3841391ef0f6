"""Names that a small corpus of our own uses as actors, and the tests' world doesn't know. All of them are invented."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
import spacy

from coder.analysis.stubs import TO_FILL_IN, as_yaml
from coder.analysis.suggest import CONTEXTS, Suggestion, suggest
from coder.dictionaries.compile import Compiled, compile_dictionaries
from coder.dictionaries.lexicon import Lexicon
from coder.errors import InputError
from coder.language.entities import EntityFinder
from coder.language.pipeline import Pipeline
from coder.records import Story

Suggest = Callable[..., list[Suggestion]]

CORPUS = (
    "The Eastern Liberation Front attacked a Kenyan army base on Monday. Kenya condemned the ELF.",
    "Kenyan soldiers killed two fighters of the Eastern Liberation Front. Daniel Okoro visited Mombasa.",
    "The ELF released three Kenyan hostages in Mombasa.",
    "Georgian envoy Irakli Beridze met Russian officials in Moscow. Beridze criticized Russia.",
    "Russia criticized Irakli Beridze, the Georgian foreign minister.",
    "Norway held talks with the Bakhmari Labour Party in Oslo.",
    "Germany criticized Eastern Liberation Front fighters on Monday, officials in Berlin told reporters.",
)


@pytest.fixture(scope="module")
def entities() -> EntityFinder:
    return EntityFinder()


@pytest.fixture(scope="module")
def suggestions(world: Compiled, pipeline: Pipeline, entities: EntityFinder) -> Suggest:
    """`suggestions(text, ...)`: what the texts, each a story of 2004, suggest."""

    def of(
        *texts: str, limit: int | None = None, min_count: int = 1, lexicon: Lexicon = world.lexicon
    ) -> list[Suggestion]:
        stories = [Story(f"s{n}", text, dt.date(2004, 5, n)) for n, text in enumerate(texts, 1)]
        return suggest(stories, lexicon, pipeline, entities, limit=limit, min_count=min_count)

    return of


@pytest.fixture(scope="module")
def of_corpus(suggestions: Suggest) -> dict[str, Suggestion]:
    return {s.name: s for s in suggestions(*CORPUS)}


def test_the_most_frequent_name_is_first_and_a_story_counts_once(suggestions: Suggest) -> None:
    found = [(s.name, s.stories) for s in suggestions(*CORPUS)]
    assert found == [("Eastern Liberation Front", 4), ("Irakli Beridze", 2), ("Bakhmari Labour Party", 1)]


def test_limit_and_min_count(suggestions: Suggest) -> None:
    assert [s.name for s in suggestions(*CORPUS, limit=1)] == ["Eastern Liberation Front"]
    assert [s.name for s in suggestions(*CORPUS, min_count=2)] == ["Eastern Liberation Front", "Irakli Beridze"]


def test_the_order_is_always_the_same(suggestions: Suggest) -> None:
    assert as_yaml(suggestions(*CORPUS)) == as_yaml(suggestions(*CORPUS))


def test_an_acronym_counts_for_its_name_also_where_it_stands_alone(of_corpus: dict[str, Suggestion]) -> None:
    assert of_corpus["Eastern Liberation Front"].aliases == ("ELF",)
    assert "ELF" not in of_corpus


def test_a_surname_counts_for_the_full_name_of_the_story(of_corpus: dict[str, Suggestion]) -> None:
    assert "Beridze" not in of_corpus


def test_kinds(of_corpus: dict[str, Suggestion]) -> None:
    assert {s.name: (s.entity, s.kind) for s in of_corpus.values()} == {
        "Eastern Liberation Front": ("ORG", "armed"),
        "Irakli Beridze": ("PERSON", "person"),
        "Bakhmari Labour Party": ("ORG", "party"),
    }


def test_hints(of_corpus: dict[str, Suggestion]) -> None:
    envoy = of_corpus["Irakli Beridze"]
    assert envoy.described == (("GEOGOV", 2),)
    assert envoy.countries == (("GEO", 2), ("RUS", 2))
    assert of_corpus["Eastern Liberation Front"].countries == (("KEN", 3), ("DEU", 1))


def test_contexts_come_from_as_many_stories(of_corpus: dict[str, Suggestion]) -> None:
    assert of_corpus["Eastern Liberation Front"].contexts == (
        ("s1", "The Eastern Liberation Front attacked a Kenyan army base on Monday."),
        ("s2", "Kenyan soldiers killed two fighters of the Eastern Liberation Front."),
        ("s3", "The ELF released three Kenyan hostages in Mombasa."),
    )
    assert CONTEXTS == 3


def test_people_of_the_same_surname_are_told_with_their_codes_on_that_day(suggestions: Suggest) -> None:
    (rahman,) = suggestions("Rahman condemned Egypt on Friday.")
    assert rahman.namesakes == ("Omar Rahman (EGYOPP)", "Ali Rahman (PAKGOV)")


@pytest.mark.parametrize(
    "text",
    [
        "Officials in Oslo remembered Lars Halvorsen.",  # no rule for the verb
        "Germany criticized France on Monday.",  # known, and a day
        "Leila Farsad visited France. Farsad criticized Russia.",  # known by surname in its story
        "Germany criticized the Foreign Minister and the Turkish Army.",  # understood without being listed
        "France condemned Michael Jordan.",  # discards.yaml says that it is no actor
        "Georgia criticized France.",  # in the dictionaries, though this story has nothing that it needs
        "GERMANY has criticized France.",  # a lead in capitals
    ],
)
def test_what_is_no_suggestion(suggestions: Suggest, text: str) -> None:
    assert suggestions(text) == []


def test_headlines_tell_no_names(suggestions: Suggest) -> None:
    assert suggestions("France Condemns Eastern Liberation Front Over Raid In Mombasa") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Germany criticized Irakli Beridze.", "Irakli Beridze"),
        ("Irakli Beridze was criticized by Germany.", "Irakli Beridze"),
        ("France held talks with Irakli Beridze in Paris.", "Irakli Beridze"),
        ("Germany and Irakli Beridze criticized France.", "Irakli Beridze"),
        ("Germany criticized the rebel leader, Irakli Beridze.", "Irakli Beridze"),
        ("Germany criticized President Irakli Beridze.", "Irakli Beridze"),
        ("Germany criticized Mr. Irakli Beridze's government.", "Irakli Beridze"),
        ("Germany criticized the leader of the Eastern Liberation Front.", "Eastern Liberation Front"),
    ],
)
def test_where_actors_stand(suggestions: Suggest, text: str, name: str) -> None:
    assert [s.name for s in suggestions(text)] == [name]


def test_a_place_is_what_things_happen_in(suggestions: Suggest) -> None:
    kinds = {
        s.name: s.kind
        for s in suggestions("Kenyan soldiers attacked rebels in Bishaw.", "Kenya met Ethiopia in Bishaw.")
    }
    assert kinds == {"Bishaw": "place"}


def test_spellings_of_one_name_are_one(suggestions: Suggest) -> None:
    (found,) = suggestions(
        "Germany criticized Raúl Beridze.", "France criticized Raul Beridze.", "Italy criticized Raul Beridze."
    )
    assert (found.name, found.stories) == ("Raul Beridze", 3)


def test_odd_texts_do_no_harm(suggestions: Suggest) -> None:
    assert suggestions() == []
    assert suggestions("", "?", "…", "\x00\x07 A", "a " * 2000) == []


def test_the_yaml_is_an_actor_file_that_lacks_only_codes(
    of_corpus: dict[str, Suggestion], grammar: Path, tmp_path: Path
) -> None:
    world = Path(__file__).parent.parent / "data" / "world"
    path = tmp_path / "actors" / "suggested.yaml"
    path.parent.mkdir()
    text = as_yaml(of_corpus.values())
    path.write_text(text, encoding="utf-8")
    faults = [str(fault) for fault in compile_dictionaries([grammar, world, tmp_path]).faults]
    assert all(any(name in fault and TO_FILL_IN in fault for fault in faults) for name in of_corpus)
    assert all("code" in fault for fault in faults)
    path.write_text(text.replace(TO_FILL_IN, "KENREB"), encoding="utf-8")
    compiled = compile_dictionaries([grammar, world, tmp_path])
    assert compiled.faults == []
    assert "ELF" in compiled.lexicon.names


def test_filled_in_the_names_are_suggested_no_more(
    suggestions: Suggest, of_corpus: dict[str, Suggestion], grammar: Path, tmp_path: Path
) -> None:
    filled = as_yaml(of_corpus.values()).replace(TO_FILL_IN, "KENREB")
    (tmp_path / "actors.yaml").write_text(filled, encoding="utf-8")
    world = Path(__file__).parent.parent / "data" / "world"
    assert suggestions(*CORPUS, lexicon=compile_dictionaries([grammar, world, tmp_path]).lexicon) == []


def test_names_and_contexts_can_hold_anything(tmp_path: Path, grammar: Path) -> None:
    odd = 'No: "[X]" & Söhne # *\u2028\x07'
    s = Suggestion(
        odd, "company", "ORG", 1, ("yes", "0x1F"), (), (), (("id\n- name: no", f"{odd} " * 90),), None, (odd,)
    )
    path = tmp_path / "odd.yaml"
    path.write_text(as_yaml([s]).replace(TO_FILL_IN, "MNC"), encoding="utf-8")
    lexicon = compile_dictionaries([grammar, tmp_path]).lexicon
    assert [actor.name for actor in lexicon.actors] == [odd]
    assert {"yes", "0x1F"} <= lexicon.names.keys()
    assert max(map(len, path.read_text(encoding="utf-8").split("\n"))) < 500


def test_a_model_that_is_missing_is_told() -> None:
    with pytest.raises(InputError, match="pip install no-such-model"):
        EntityFinder("no_such_model")


def test_a_model_without_entities_is_told(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(InputError, match="no entity recognizer"):
        EntityFinder(str(tmp_path / "blank"))
