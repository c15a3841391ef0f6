"""From stories to events: merging, what is not read, the record, and that nothing depends on order or batches."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from casebook import cases
from hypothesis import given, settings
from hypothesis import strategies as st

from coder import Coder, Event, Story
from coder.coding import story as coding
from coder.coding.story import StoryCoder
from coder.dictionaries import Lexicon, builtin_folder
from coder.dictionaries.compile import Compiled, compile_dictionaries
from coder.language.pipeline import Pipeline
from coder.records import HEADER

Codes = Callable[..., list[str]]

TEXTS = (Path(__file__).parents[1] / "data" / "stories.txt").read_text(encoding="utf-8").split("\n\n")
STORIES = [Story(f"s{i}", text, dt.date(2004, 3, 1 + i)) for i, text in enumerate(TEXTS)]


@pytest.fixture(scope="module")
def keeping(world: Compiled, pipeline: Pipeline) -> Coder:
    """A coder that keeps every telling of an act."""
    return Coder(lexicon=world.lexicon, pipeline=pipeline, dedupe=False)


@pytest.fixture(scope="module")
def partial(world: Compiled, pipeline: Pipeline) -> Coder:
    return Coder(lexicon=world.lexicon, pipeline=pipeline, partial=True)


def rows(coder: Coder, stories: list[Story]) -> dict[str, list[tuple[str, ...]]]:
    return {story.id: [event.row() for event in events] for story, events in coder.code(stories)}


# -- an act told several times -------------------------------------------------------------------------------------------

TOLD = "Iran attacked Iraq on Monday. It rained. Iran's attack on Iraq continued. Iran also shelled Iraq."


def test_an_act_told_twice_is_one_event_at_its_first_telling(world_coder: Coder) -> None:
    told = [(e.code, e.sentence, e.mentions) for e in world_coder.code_text(TOLD)]
    assert told == [("190", 0, 2), ("194", 3, 1)]


def test_every_telling_can_be_kept(keeping: Coder) -> None:
    told = [(e.code, e.sentence, e.mentions) for e in keeping.code_text(TOLD)]
    assert told == [("190", 0, 1), ("190", 2, 1), ("194", 3, 1)]


MERGED = """
Iran attacked Iraq. Iraq attacked Iran. => IRN 190 IRQ, IRQ 190 IRN
Iran attacked Iraq. Iran attacked Kuwait. => IRN 190 IRQ, IRN 190 KWT
Iran attacked Iraq. Iranian troops attacked Iraq. => IRN 190 IRQ, IRNMIL 190 IRQ
Iran met Iraq. Iraq met Iran. => IRN 040 IRQ, IRQ 040 IRN
Iran attacked Iraq and Iran attacked Iraq. => IRN 190 IRQ
Iran attacked Iraq, which was attacked by Iran. => IRN 190 IRQ
"""


@pytest.mark.parametrize(("text", "wanted"), cases(MERGED))
def test_only_the_same_act_between_the_same_is_merged(codes: Codes, text: str, wanted: list[str]) -> None:
    assert codes(text) == wanted


def test_stories_are_not_merged_with_each_other(world_coder: Coder) -> None:
    stories = [Story("1", "Iran attacked Iraq."), Story("2", "Iran attacked Iraq.")]
    found = [events for _, events in world_coder.code(stories)]
    assert [[e.mentions for e in events] for events in found] == [[1], [1]]
    assert found[0][0].event_id != found[1][0].event_id


# -- one actor unknown ---------------------------------------------------------------------------------------------------

PARTIAL = """
Iran attacked a neighbour. => IRN 190 ---
Iraq was attacked. => --- 190 IRQ
The rebels attacked the village. => nothing
Iran urged a ceasefire. => IRN 0256 ---
Iran attacked Iraq. => IRN 190 IRQ
Japan condemned the attack. => JPN 111 ---
It rained in Iran. => nothing
"""


@pytest.mark.parametrize(("text", "wanted"), cases(PARTIAL))
def test_events_with_one_unknown_actor_are_written_on_request(
    partial: Coder, codes: Codes, text: str, wanted: list[str]
) -> None:
    assert codes(text, coder=partial) == wanted
    assert codes(text) == [event for event in wanted if "---" not in event]


def test_an_unknown_actor_is_empty_in_the_record(partial: Coder) -> None:
    (event,) = partial.code_text("Iraq was attacked.")
    assert (event.source, event.source_country, event.source_role, event.source_text) == ("", "", "", "")


# -- order and batches ---------------------------------------------------------------------------------------------------


def test_the_stories_give_something_to_compare(world_coder: Coder) -> None:
    found = rows(world_coder, STORIES)
    assert [bool(found[story.id]) for story in STORIES] == [True, True, True, True, False, True, True, True]
    assert sum(map(len, found.values())) >= 20


@pytest.mark.parametrize("seed", range(3))
def test_shuffled_stories_give_the_same_events(world_coder: Coder, seed: int) -> None:
    wanted = rows(world_coder, STORIES)
    shuffled = random.Random(seed).sample(STORIES * 2, 2 * len(STORIES))
    assert rows(world_coder, shuffled) == wanted


@pytest.mark.parametrize("size", [1, 2, 5, 1000])
def test_batch_borders_change_nothing(world_coder: Coder, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = rows(world_coder, STORIES)
    monkeypatch.setattr(coding, "BATCH_SENTENCES", size)
    monkeypatch.setattr("coder.language.pipeline.BATCH_SENTENCES", size)
    assert rows(world_coder, STORIES) == wanted


def test_stories_come_back_in_order_one_for_one(world_coder: Coder) -> None:
    many = [replace(STORIES[i % len(STORIES)], id=str(i)) for i in range(300)]
    assert [story for story, _ in world_coder.code(many)] == many


def test_stories_are_read_as_they_are_asked_for(world_coder: Coder) -> None:
    read = []

    def endless():
        for i in range(10_000_000):
            read.append(i)
            yield Story(str(i), "Iran attacked Iraq.")

    story, events = next(iter(world_coder.code(endless())))
    assert (story.id, len(events)) == ("0", 1)
    assert len(read) < 1000


def test_two_readings_at_a_time_do_not_disturb_each_other(world_coder: Coder, keeping: Coder) -> None:
    wanted = rows(world_coder, STORIES)
    one, two = world_coder.code(STORIES), keeping.code(reversed(STORIES))
    found = {}
    for (story, events), _ in zip(one, two, strict=True):
        keeping.code_text("Iran attacked Iraq.")
        found[story.id] = [event.row() for event in events]
    assert found == wanted


def test_a_second_coder_gives_the_same(world: Compiled, world_coder: Coder) -> None:
    assert rows(Coder(lexicon=world.lexicon), STORIES) == rows(world_coder, STORIES)


INSPECTED = [
    *STORIES,
    Story("a", "Moriyama left.\nIt rained.\nKenji Moriyama of Japan visited Peru. He condemned Chile."),
]


@pytest.mark.parametrize("story", INSPECTED, ids=[story.id for story in INSPECTED])
def test_what_is_explained_is_what_is_coded(keeping: Coder, story: Story) -> None:
    explained = [event.row() for one in keeping.inspect(story) for event in one.events]
    assert explained == rows(keeping, [story])[story.id]


def test_what_is_explained_is_what_is_coded_after_a_dateline_alone(keeping: Coder) -> None:
    story = Story("d", "NAIROBI, Kenya (AP) - A bus burned. Police arrested two Ugandans.")
    explained = [event.row() for one in keeping.inspect(story) for event in one.events]
    assert explained == rows(keeping, [story])["d"]


# -- what is not read ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sporty(grammar: Path, tmp_path_factory: pytest.TempPathFactory, pipeline: Pipeline) -> Coder:
    """The tests' world with words of sport."""
    folder = tmp_path_factory.mktemp("sporty")
    (folder / "discards.yaml").write_text(
        "sports: {strong: [football, world cup], weak: [coach, striker, match, goal]}\n"
    )
    compiled = compile_dictionaries([grammar, Path(__file__).parents[1] / "data" / "world", folder])
    assert compiled.faults == []
    return Coder(lexicon=compiled.lexicon, pipeline=pipeline)


SPORT = """
Kenya attacked Uganda from the first minute of the football game. => nothing
Kenya attacked Uganda in the World Cup. => nothing
Kenya's coach criticized Uganda's striker. => nothing
Kenya's coach criticized Uganda. => KEN 111 UGA
Kenya attacked Uganda. => KEN 190 UGA
Kenya attacked Uganda. Football fans cheered. => nothing
Kenya attacked Uganda. It rained. It snowed. The wind blew. Football fans cheered. => KEN 190 UGA
"""


@pytest.mark.parametrize(("text", "wanted"), cases(SPORT))
def test_sport_gives_nothing(sporty: Coder, codes: Codes, text: str, wanted: list[str]) -> None:
    assert [event.replace("CVL", "") for event in codes(text, coder=sporty)] == wanted


def test_a_story_about_sport_says_so(sporty: Coder) -> None:
    (one,) = sporty.inspect(Story("1", "Kenya attacked Uganda from the first minute of the football game."))
    assert (one.events, one.skipped) == ([], "it is about sport")


EMPTY = [
    "",
    " ",
    "\n\n",
    ".",
    "?!",
    "***",
    "\x00\x01",
    "<p></p>",
    "&nbsp;",
    "123",
    "😀",
    "\u200b",
    "a",
    "Iran",
    "Iran.",
    "attacked",
]


@pytest.mark.parametrize("text", EMPTY, ids=map(repr, EMPTY))
def test_a_text_without_a_sentence_has_no_events(partial: Coder, text: str) -> None:
    assert partial.code_text(text) == []


ODD = """
“We attacked Iraq,” said Iran’s president. => IRNGOV 190 IRQ
Iran--which attacked Iraq--condemned Israel. => IRN 190 IRQ, IRN 111 ISR
<p>Iran attacked <b>Iraq</b>.</p> => IRN 190 IRQ
Iran &amp; Iraq met. => IRN 040 IRQ, IRQ 040 IRN
Iran\u00a0attacked\u2003Iraq. => IRN 190 IRQ
Iran attac\u00adked Iraq. => IRN 190 IRQ
IRAN ATTACKED IRAQ ON SUNDAY => IRN 190 IRQ
Iran  attacked   Iraq. => IRN 190 IRQ
North  Korea attacked Japan. => PRK 190 JPN
<b>North</b> <i>Korea</i> attacked Japan. => PRK 190 JPN
"""


ODD_KINDS: dict[str, Callable[[str], str]] = {
    "soft hyphens": lambda t: t.replace("tt", "t\u00adt"),
    "no-break spaces": lambda t: t.replace(" ", "\u00a0 "),
    "typography": lambda t: t.replace("'", "’").replace(" -- ", "—"),
    "mojibake": lambda t: t.replace("'", "â€™").replace(" -- ", "â€”"),
    "entities": lambda t: t.replace("'", "&#39;").replace("a", "&#97;"),
    "marks of direction": lambda t: t.replace("I", "\u200fI"),
    "tags": lambda t: t.replace("Iran", "<b>Iran</b>"),
    "NUL": "\0".join,
    "emoji": lambda t: t.replace(". ", ". 😀 "),
    "no blanks": lambda t: t.replace(". ", "."),
    "a list": lambda t: "• " + t.replace(". ", ".\n• "),
    "boilerplate": lambda t: (
        f"Read more: Iran attacked Peru\n{t}\nCopyright 2004 Iran attacked Peru. All rights reserved."
    ),
}
TELLING = (
    "Iran's army attacked Iraq. It -- Iraq -- condemned Iran. Iran's president met Kenya's president. It attacked Iraq."
)


@pytest.mark.parametrize("kind", ODD_KINDS)
def test_odd_text_gives_the_events_of_the_clean_text_with_offsets_into_what_was_given(
    world_coder: Coder, kind: str
) -> None:
    text = ODD_KINDS[kind](TELLING)
    clean, odd = world_coder.code_text(TELLING), world_coder.code_text(text)
    assert len(clean) > 3
    assert [(e.source, e.code, e.target, e.trigger) for e in odd] == [
        (e.source, e.code, e.target, e.trigger) for e in clean
    ]
    for event, original in zip(odd, clean, strict=True):
        assert TELLING[original.start :].startswith(original.trigger.split()[0])
        first, second = text[event.start], text[event.start + 1]
        assert first == TELLING[original.start] or text[event.start :].startswith("&#97;")
        assert kind in ("NUL", "entities") or second == TELLING[original.start + 1]


PARTS = [
    "Iran attacked Iraq.", "Iran accused Iraq of shelling a village.", "It rained.", "It condemned the attack.", "The president met him.",
    "Police arrested protesters.", "TEHRAN, Iran (AP) - Rebels attacked a town.", "Karim Nazari spoke.", "Nazari visited Kenya.", "He left.",
    "President Okoro said so.", "The two countries held talks.", "The group denied it.", "Long live Egypt!", "They must withdraw.", "I will attack you, he said.",
    "Read more: Iran attacked Peru", "The army fled.", "Both sides met.", "Okoro, the minister, resigned.", "\"We attacked it.\"", "King abdicates.",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=8), st.booleans(), st.booleans())
def test_what_is_not_parsed_could_not_have_changed_the_events(
    world_coder: Coder, parts: list[str], memory: bool, partial: bool
) -> None:
    story = Story("s", " ".join(parts))
    options: dict[str, Any] = {"story_memory": memory, "partial": partial, "dedupe": False}
    lexicon, pipeline = world_coder.lexicon, world_coder.pipeline
    skipping, parsing = (StoryCoder(lexicon, pipeline, skip=skip, **options) for skip in (True, False))
    assert list(skipping.code([story])) == list(parsing.code([story]))


@pytest.mark.parametrize(("text", "wanted"), cases(ODD))
def test_odd_text_is_read_all_the_same(codes: Codes, text: str, wanted: list[str]) -> None:
    assert codes(text) == wanted


def test_half_an_emoji_is_read_over(world_coder: Coder) -> None:
    assert [e.code for e in world_coder.code_text("Iran attacked Iraq \ud83d.")] == ["190"]


def test_a_megabyte_without_a_full_stop_is_read(world_coder: Coder) -> None:
    text = "Iran attacked Iraq and " * 2000 + "left " * 190_000
    assert len(text) > 950_000
    assert {(e.source, e.code, e.target) for e in world_coder.code_text(text)} == {("IRN", "190", "IRQ")}


pieces = st.sampled_from(
    ["Iran", "Iraq's", "troops", "attacked", "said", "that", "it", "urged", "to", "withdraw", "not", "talks", "between", "and", ",", ".", "\n", '"',
     "He", "The", "two", "countries", "was", "by", "will", "if", "(MFF)", "North", "Korea", "-", "who", "of", "accused", "  ", "MOSCOW", "é", "\x00", "<b>", "&amp;"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(pieces, max_size=40).map(" ".join) | st.text(max_size=80))
def test_no_text_gives_a_traceback_and_every_event_points_into_it(partial: Coder, text: str) -> None:
    for event in partial.code_text(text):
        assert 0 <= event.start < len(text)
        assert event.source or event.target
        assert event.code[:2] == event.root
        assert len(event.row()) == len(HEADER)


# -- the record ----------------------------------------------------------------------------------------------------------

STORY = Story(
    "st-7", "It rained. Two Italians were kidnapped by Somali rebels in Kenya, “officials” said.", dt.date(2004, 11, 30),
    "Two kidnapped", "The Wire", "http://example.org/7",
)  # fmt: skip


def rule_line(place: str) -> str:
    """The line of the tests' world that file:line says."""
    file, _, line = place.rpartition(":")
    path = Path(__file__).parents[1] / "data" / file[file.index("world/") :]
    return path.read_text().splitlines()[int(line) - 1]


@pytest.fixture
def event(world_coder: Coder) -> Event:
    ((_, (event,)),) = world_coder.code([STORY])
    return event


def test_the_header_is_fixed() -> None:
    assert ",".join(HEADER) == (
        "event_id,date,source,target,code,root,label,quad_class,goldstein,source_country,source_role,source_text,"
        "target_country,target_role,target_text,trigger,rule,story_id,sentence,start,text,publisher,url,mentions,issues"
    )


def test_a_record_holds_all_that_is_known(event: Event) -> None:
    record = dict(zip(HEADER, event.row(), strict=True))
    assert record.pop("event_id") == event.event_id
    assert "kidnap|abduct TARGET" in rule_line(record.pop("rule"))
    assert record == {
        "date": "2004-11-30", "source": "SOMREB", "target": "ITACVL", "code": "181", "root": "18",
        "label": "Abduct, hijack, take hostage", "quad_class": "4", "goldstein": "-9.0",
        "source_country": "SOM", "source_role": "REB", "source_text": "Somali rebels",
        "target_country": "ITA", "target_role": "CVL", "target_text": "Italians",
        "trigger": "kidnapped", "story_id": "st-7", "sentence": "1", "start": str(STORY.text.index("kidnapped")),
        "text": 'Two Italians were kidnapped by Somali rebels in Kenya, "officials" said.',
        "publisher": "The Wire", "url": "http://example.org/7", "mentions": "1", "issues": "",
    }  # fmt: skip


def test_codes_are_strings(events: Callable[..., list[Event]]) -> None:
    for found in (events("Iran said Iraq must mediate."), events("France met Germany."), events("Iran attacked Iraq.")):
        for one in found:
            assert all(isinstance(value, str) for value in one.row())
            assert isinstance(one.code, str)
            assert one.code.startswith(one.root)


def test_a_story_without_a_date_has_an_empty_one(events: Callable[..., list[Event]]) -> None:
    assert [e.date for e in events("Iran attacked Iraq.")] == [""]


def test_starts_point_at_the_trigger_in_the_text_as_given(keeping: Coder) -> None:
    for story in STORIES:
        for _, found in keeping.code([story]):
            for one in found:
                assert (
                    story.text[one.start :]
                    .lower()
                    .startswith(min(one.trigger.lower().split(), key=story.text.lower()[one.start :].find))
                )


def test_an_event_id_is_stable(event: Event, world_coder: Coder) -> None:
    ((_, (again,)),) = world_coder.code([STORY])
    assert again.event_id == event.event_id
    assert event.event_id == "8b2d50f8b88ba5ba"
    assert set(event.event_id) <= set("0123456789abcdef")


CHANGED = [
    ("story_id", "st-8"), ("date", "2004-12-01"), ("sentence", 2), ("start", 9), ("source", "SOM"), ("target", "ITA"), ("code", "180"),
]  # fmt: skip
UNCHANGED = [
    ("publisher", "x"),
    ("url", "x"),
    ("mentions", 3),
    ("label", "x"),
    ("rule", "x"),
    ("text", "x"),
    ("goldstein", "0"),
]


@pytest.mark.parametrize(("name", "value"), CHANGED)
def test_an_event_id_tells_events_apart(event: Event, name: str, value: object) -> None:
    assert replace(event, **{name: value}).event_id != event.event_id


@pytest.mark.parametrize(("name", "value"), UNCHANGED)
def test_an_event_id_depends_on_nothing_else(event: Event, name: str, value: object) -> None:
    assert replace(event, **{name: value}).event_id == event.event_id


def test_every_event_names_a_rule_that_stands_where_it_says(keeping: Coder) -> None:
    for _, found in keeping.code(STORIES):
        for one in found:
            assert all(rule_line(place).strip() for place in one.rule.split(";"))


def test_every_code_has_its_label_and_class(keeping: Coder, world: Compiled) -> None:
    for _, found in keeping.code(STORIES):
        for one in found:
            entry = world.lexicon.codes[one.code]
            assert (one.label, one.quad_class, one.goldstein) == (entry.label, entry.quad, entry.goldstein)


def test_the_scheme_is_complete(grammar: Path) -> None:
    lexicon: Lexicon = compile_dictionaries([grammar]).lexicon
    assert (builtin_folder() / "ontology.yaml").is_file()
    assert {code[:2] for code in lexicon.codes} == {f"{root:02}" for root in range(1, 21)}
    assert all(code.isdigit() and len(code) in (3, 4) for code in lexicon.codes)
    assert {entry.quad for entry in lexicon.codes.values()} == {"1", "2", "3", "4"}
