"""What a notebook user needs: Coder, Story, Event, load_dictionaries, and the built-in dictionaries behind them."""

from __future__ import annotations

import datetime as dt
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from casebook import cases

import coder
from coder import Coder, Event, Story, load_dictionaries
from coder.dictionaries import Lexicon
from coder.errors import InputError
from coder.language.pipeline import DEFAULT_MODEL, Pipeline

ROOT = Path(__file__).parents[1]


def test_the_package_names_all_that_a_user_needs() -> None:
    assert set(coder.__all__) == {"Coder", "Event", "Story", "code_frame", "load_dictionaries", "rejected_frame"}
    for name in coder.__all__:
        assert getattr(coder, name).__doc__
    with pytest.raises(AttributeError, match="module 'coder' has no attribute 'Codder'"):
        coder.Codder  # noqa: B018


def test_importing_the_package_waits_for_nothing_heavy() -> None:
    program = "import sys, coder; print(sorted({'spacy', 'numpy', 'pandas', 'pydantic'} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT)
    assert run.stdout == "[]\n"


# -- with the tests' world as the built-in dictionaries ----------------------------------------------------------------


@pytest.mark.usefixtures("installed")
def test_a_text_is_coded_in_two_lines() -> None:
    found = Coder().code_text("Iran attacked Iraq.")
    assert [(e.source, e.code, e.target, e.story_id, e.date) for e in found] == [("IRN", "190", "IRQ", "text", "")]


def test_a_text_may_have_an_id_and_a_date(world_coder: Coder) -> None:
    (event, _) = world_coder.code_text("Tomas Brenik visited Kenya.", story_id="7", date=dt.date(1997, 5, 1))
    assert (event.source, event.story_id, event.date) == ("RUSOPP", "7", "1997-05-01")


def test_stories_come_with_their_events(world_coder: Coder) -> None:
    stories = [Story("1", "Iran attacked Iraq."), Story("2", "It rained."), Story("3", "Iran met Iraq.")]
    found = world_coder.code(iter(stories))
    assert [(story.id, len(events)) for story, events in found] == [("1", 1), ("2", 0), ("3", 2)]


@pytest.mark.usefixtures("installed")
def test_own_dictionaries_extend_the_built_in_ones(tmp_path: Path, pipeline: Pipeline) -> None:
    own = tmp_path / "own"
    for name, text in {
        "actors/mine.yaml": "- {name: Ruritania, kind: country, code: RUR}\n",
        "events/mine.yaml": 'rules:\n  - code: "176"\n    patterns: [SOURCE hack TARGET]\n    examples: [{text: "Ruritania hacked Iran.", events: [RUR 176 IRN]}]\n',
    }.items():
        (own / name).parent.mkdir(parents=True)
        (own / name).write_text(text)
    for folders in ([own], [str(own)]):
        found = Coder(dictionaries=folders, pipeline=pipeline).code_text(
            "Ruritania hacked Iran. Ruritania attacked Iraq."
        )
        assert [(e.source, e.code, e.target) for e in found] == [("RUR", "176", "IRN"), ("RUR", "190", "IRQ")]
    assert Coder(pipeline=pipeline).code_text("Ruritania attacked Iraq.") == []


@pytest.mark.usefixtures("installed")
def test_faulty_dictionaries_are_refused(tmp_path: Path, pipeline: Pipeline) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "mine.yaml").write_text("lists:\n  empty: []\n")
    with pytest.raises(InputError, match=r"own/mine\.yaml:2: the list 'empty' is empty"):
        Coder(dictionaries=[tmp_path / "own"], pipeline=pipeline)


@pytest.mark.usefixtures("installed")
def test_a_missing_model_is_refused() -> None:
    with pytest.raises(InputError, match="'en_no_such_model' is not installed"):
        Coder(model="en_no_such_model")


OPTIONS = [
    ({}, "Iran attacked a ship. Iran attacked Iraq. It attacked Iraq.", ["IRN 190 IRQ 2"]),
    ({"partial": True}, "Iran attacked a ship. Iran attacked Iraq.", ["IRN 190 --- 1", "IRN 190 IRQ 1"]),
    ({"dedupe": False}, "Iran attacked Iraq. Iran attacked Iraq.", ["IRN 190 IRQ 1", "IRN 190 IRQ 1"]),
    ({"story_memory": False}, "Iran met Iraq. It attacked Iraq.", ["IRN 040 IRQ 1", "IRQ 040 IRN 1"]),
]  # fmt: skip


@pytest.mark.parametrize(("options", "text", "wanted"), OPTIONS)
def test_options(
    options: dict[str, bool], text: str, wanted: list[str], world_coder: Coder, pipeline: Pipeline
) -> None:
    made = Coder(lexicon=world_coder.lexicon, pipeline=pipeline, **options)
    assert sorted(f"{e.source} {e.code} {e.target or '---'} {e.mentions}" for e in made.code_text(text)) == wanted


def test_options_must_be_named(world_coder: Coder) -> None:
    with pytest.raises(TypeError):
        Coder(DEFAULT_MODEL, (), True)  # type: ignore[misc]


def test_what_makes_a_run_reproducible_is_told(world_coder: Coder) -> None:
    told = world_coder.description()
    assert told.keys() == {"coder", "python", "spacy", "model", "dictionaries"}
    assert all(told.values())
    assert told["dictionaries"] == world_coder.lexicon.digest
    assert told["python"] == sys.version.split()[0]


def test_stories_and_events_are_values(world_coder: Coder) -> None:
    story = Story("1", "Iran attacked Iraq.")
    assert story == Story("1", "Iran attacked Iraq.", None, "", "", "")
    with pytest.raises(AttributeError):
        story.text = "x"  # type: ignore[misc]
    ((_, (event,)),) = world_coder.code([story])
    assert pickle.loads(pickle.dumps(event)) == event
    assert {event: 1}[event] == 1
    with pytest.raises(AttributeError):
        event.code = "191"  # type: ignore[misc]


def test_an_event_is_easily_a_row_of_a_table(world_coder: Coder) -> None:
    import pandas as pd

    from coder.records import HEADER

    table = pd.DataFrame([e.row() for e in world_coder.code_text("Iran met Iraq.")], columns=list(HEADER))
    assert table["code"].tolist() == ["040", "040"]
    assert table["source"].tolist() == ["IRN", "IRQ"]


def test_inspecting_a_story_gives_its_sentences(world_coder: Coder) -> None:
    first, second = world_coder.inspect(Story("1", "It rained. Iran attacked Iraq."))
    assert (first.seen.index, first.events) == (0, [])
    assert [event.code for event in second.events] == ["190"]
    assert second.parse.text == "Iran attacked Iraq."


# -- the built-in dictionaries -----------------------------------------------------------------------------------------


def test_the_built_in_dictionaries_load(lexicon: Lexicon) -> None:
    assert len(lexicon.actors) > 1000
    assert len(lexicon.codes) > 250
    assert lexicon.digest == load_dictionaries().digest


BUILT_IN = """
Baku accused Yerevan of shelling its positions. => AZEGOV 1123 ARMGOV
The French president visited Kenya. => FRAGOV 042 KEN, KEN 043 FRAGOV
Japan urged North Korea to resume talks. => JPN 026 PRK
Israel rejected talks with Syria. => ISR 125 SYR
Rwanda threatened to attack Congo. => RWA 1384 COD
Somali rebels kidnapped two Italian journalists. => SOMREB 181 ITAMED
Iran and Iraq met. => IRN 040 IRQ, IRQ 040 IRN
Iran is to visit Iraq. => IRN 036 IRQ
Iran is going to attack Iraq. => IRN 1384 IRQ
Russia and Ukraine held talks in Ankara. => RUS 046 UKR, UKR 046 RUS
Egypt called on Israel to withdraw its troops from Lebanon. => EGY 0256 ISR
Syria condemned Israel. => SYR 111 ISR
Russian troops shelled Kharkiv. => RUSMIL 194 UKR
Kenya may attack Somalia. => nothing
Kenya did not attack Somalia. => nothing
Officials fear that Kenya attacked Somalia. => nothing
Kenya beat Uganda 2-1 in the World Cup qualifier. => nothing
"""


@pytest.mark.parametrize(("text", "wanted"), cases(BUILT_IN))
def test_everyday_sentences(coder: Coder, codes, text: str, wanted: list[str]) -> None:
    assert codes(text, coder=coder) == wanted


SPORT = [
    "Kenya attacked from the start and beat Uganda 2-1 in the African Cup of Nations on Saturday.",
    "Spain's captain attacked on the final climb to win the third stage of the Tour de France, ahead of an Italian rider.",
    "Australia crushed England by an innings in the second Test at Lord's. Their bowlers attacked the English batsmen all day.",
    "The Brazilian striker fired two goals past Germany in a friendly. Germany's coach blamed the referee.",
    "Serbia's top seed fought off three match points to beat France's number two in the quarter-finals at Wimbledon.",
    "Russia defeated Canada in overtime to win the ice hockey world championship in Moscow.",
    "Japan's sprinter shot out of the blocks but was caught by the American in the 100 metres final at the Olympics.",
    pytest.param(
        "The Chinese team threatened the Korean goal throughout the first half, but the match ended in a draw.",
    ),
]


@pytest.mark.parametrize("text", SPORT)
def test_sport_stories_give_nothing(coder: Coder, text: str) -> None:
    assert coder.code_text(text) == []


def test_an_installation_is_used_from_any_folder(tmp_path: Path) -> None:
    program = "from coder.dictionaries import builtin_folder; print(len(list(builtin_folder().rglob('*.yaml'))) > 20)"
    run = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert run.stdout == "True\n"


def test_events_of_the_api_are_those_of_the_records() -> None:
    from coder.records import Event as Record

    assert Event is Record
