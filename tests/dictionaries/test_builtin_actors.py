"""The built-in actors as a story meets them: places that share a name, people and bodies on their days."""

from __future__ import annotations

import datetime as dt

import pytest
import yaml

from coder.coding.actors import code_on
from coder.coding.reading import Reader
from coder.dictionaries import Lexicon, builtin_folder
from coder.language.pipeline import Pipeline
from coder.records import Story


@pytest.fixture(scope="module")
def reader(lexicon: Lexicon, pipeline: Pipeline) -> Reader:
    return Reader(lexicon, pipeline, partial=False, memory=True)


def codes(reader: Reader, text: str, day: dt.date | None) -> list[str]:
    """The codes of the names in a story, in order."""
    found = []
    for seen in reader.read(Story("s", text, day)):
        for mention in seen.mentions:
            if mention.actor is not None:
                code = code_on(mention.actor, day.toordinal() if day else None)
                found.append(code + "GOV" * (mention.form == "capital"))
    return found


SHARED = {
    "Gunmen attacked a post in Tripoli.": ["LBYGOV"],
    "Gunmen attacked a post in Tripoli, Lebanon.": ["LBN", "LBN"],
    "Gunmen attacked a post in Tripoli. Lebanese officials condemned them.": ["LBN", "LBN"],
    "Gunmen attacked a post in Tripoli in northern Lebanon. Libya condemned them.": ["LBN", "LBN", "LBY"],
    "Libya said Tripoli was calm. Lebanon condemned the attack.": ["LBY", "LBYGOV", "LBN"],
    "Gunmen attacked a post in Tripoli. Hassan Nasrallah condemned them.": ["LBN", "LBNREB"],
    "Libya said that Tripoli was calm. Hassan Nasrallah condemned the attack.": ["LBY", "LBYGOV", "LBNREB"],
    "Police fired at crowds in Alexandria. Egyptians protested.": ["EGY", "EGY"],
    "Police fired at crowds in Alexandria, Virginia.": ["USA", "USA"],
    "Police fired at crowds in Birmingham. Britons protested.": ["GBR", "GBR"],
    "Police fired at crowds in Birmingham, Alabama.": ["USA", "USA"],
    "Police fired at crowds in San José. Costa Ricans protested.": ["CRI", "CRI"],
    "Police fired at crowds in San Jose, California.": ["USA", "USA"],
    "Police fired at crowds in Hyderabad. Pakistanis protested.": ["PAK", "PAK"],
    "Police fired at crowds in Hyderabad. Indians protested.": ["IND", "IND"],
    "Police in the Pakistani city of Hyderabad fired at crowds. India protested.": ["PAK", "PAK", "IND"],
    "Police in the Indian city of Hyderabad fired at crowds. Pakistan protested.": ["IND", "IND", "PAK"],
    "Police fired at crowds in Hyderabad.": [],
    "Police fired at crowds in Georgetown. Guyanese officials protested.": ["GUY", "GUY"],
}


@pytest.mark.parametrize(("text", "wanted"), SHARED.items(), ids=SHARED)
def test_a_place_that_shares_its_name_is_told_by_what_else_the_story_says(
    reader: Reader, text: str, wanted: list[str]
) -> None:
    assert codes(reader, text, None) == wanted


DATED = [
    ("King Abdullah visited Jordanian troops.", "2008-05-05", ["JORGOV", "JORMIL"]),
    ("King Abdullah spoke in Riyadh.", "2008-05-05", ["SAUGOV", "SAUGOV"]),
    ("King Abdullah spoke in Riyadh.", "2020-05-05", ["SAUELI", "SAUGOV"]),
    ("Albert II spoke in Monaco.", "2010-05-05", ["MCOGOV", "MCO"]),
    ("Albert II spoke in Brussels.", "2010-05-05", ["BELGOV", "BEL"]),
    ("Charles Taylor called on Liberians.", "1990-05-05", ["LBRREB", "LBR"]),
    ("Charles Taylor called on Liberians.", "1999-05-05", ["LBRGOV", "LBR"]),
    ("Gerry Adams spoke.", "1998-04-10", ["GBROPP"]),
    ("The SPLM/A spoke.", "1999-04-10", ["SDNREB"]),
    ("The SPLM/A spoke.", "2008-04-10", ["SDNGOV"]),
]


@pytest.mark.parametrize(("text", "day", "wanted"), DATED)
def test_people_and_bodies_are_who_they_were_on_the_day(reader: Reader, text: str, day: str, wanted: list[str]) -> None:
    assert codes(reader, text, dt.date.fromisoformat(day)) == wanted


@pytest.mark.parametrize(
    "text", ["The first Gulf War began.", "A hanging chad decided it.", "USS Harry S. Truman sailed."]
)
def test_names_that_only_look_like_actors_are_none(reader: Reader, text: str) -> None:
    assert codes(reader, text, None) == []


def test_the_roles_and_countries_of_the_ontology_are_those_of_actors(lexicon: Lexicon) -> None:
    ontology = yaml.safe_load((builtin_folder() / "ontology.yaml").read_text(encoding="utf-8"))
    codes = [code for actor in lexicon.actors for code, *_ in actor.codes]
    known = {
        "roles": {code[:3] for code, _ in lexicon.roles.values()} | {code[3:6] for code in codes},
        "countries": {code[:3] for code in codes},
    }
    for kind, there in known.items():
        for name, values in ontology["sets"][kind].items():
            assert set(values) <= there, name
