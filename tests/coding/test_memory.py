"""Story memory: who a surname, a pronoun or a description is, from what the story said before.

A case is a story and, after the bar, its last sentence; asked for are the events of the last sentence alone. A case that gives
nothing must stay unresolved: where two actors fit, or none does, no dyad is written.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from casebook import cases, dated

from coder import Coder, Story
from coder.dictionaries.compile import Compiled
from coder.language.pipeline import Pipeline
from coder.records import Event

Events = Callable[..., list[Event]]

SURNAMES = """
2004-03-01: Kenji Moriyama arrived in Peru on Monday. | Moriyama condemned Chile. => JPNGOV 111 CHL
2004-03-01: Leila Farsad spoke in Tehran. | Farsad condemned Iraq. => IRNGOV 111 IRQ
2004-03-01: Japan's Kenji Moriyama spoke. | Chile condemned Moriyama. => CHL 111 JPNGOV
Iranian oil minister Karim Nazari spoke in Tehran. | Nazari visited Iraq. => IRNGOV 042 IRQ, IRQ 043 IRNGOV
Karim Nazari, Iran's oil minister, spoke in Tehran. | Nazari visited Iraq. => IRNGOV 042 IRQ, IRQ 043 IRNGOV
Iran's oil minister, Karim Nazari, spoke in Tehran. | Nazari visited Iraq. => IRNGOV 042 IRQ, IRQ 043 IRNGOV
Iranian oil minister Karim Nazari spoke in Tehran. | Mr. Nazari visited Iraq. => IRNGOV 042 IRQ, IRQ 043 IRNGOV
Iranian oil minister Karim Nazari spoke in Tehran. | Karim Nazari visited Iraq. => IRNGOV 042 IRQ, IRQ 043 IRNGOV
Peruvian general Julio Quispe spoke. It rained in Lima. Nothing was decided. Peru is large. | Quispe condemned Chile. => PERMIL 111 CHL
2004-03-01: Tomas Brenik, who leads Russia, spoke. | Brenik's visit to Kenya began on Monday. => RUSGOV 042 KEN, KEN 043 RUSGOV
2004-03-01: Japan's Kenji Moriyama met France's Pierre Lavalle. | Moriyama condemned Chile. => JPNGOV 111 CHL
Viktor Sokolénko spoke in Kyiv. | Sokolenko condemned Russia. => UKRGOV 111 RUS
Karim Nazari is Iran's oil minister. | Nazari visited Iraq. => IRNGOV 042 IRQ, IRQ 043 IRNGOV
Iran's deputy minister for Foreign Affairs Karim Nazari spoke. | Nazari visited Iraq. => IRNGOV 042 IRQ, IRQ 043 IRNGOV
Iranian oil minister Karim Nazari met Iraqi minister Sami Nazari. | Karim Nazari condemned Kuwait. => IRNGOV 111 KWT
2004-03-01: Kenji Moriyama arrived in Peru on Monday. | Kenji condemned Chile. => JPNGOV 111 CHL
"""

SURNAMES_OPEN = """
2004-03-01: Kenji Moriyama arrived in Peru. | Tanaka condemned Chile. => nothing
2004-03-01: Ali Rahman arrived in Peru. Omar Rahman arrived in Chile. | Rahman condemned Kenya. => nothing
Iranian minister Karim Nazari met Iraqi minister Sami Nazari. | Nazari condemned Kuwait. => nothing
2004-03-01: Kenji Moriyama spoke. | Naoko Moriyama condemned Chile. => nothing
Iranian minister Karim Nazari spoke. | Sami Nazari visited Iraq. => nothing
Moriyama condemned Chile. => nothing
Karim Nazari spoke. | Nazari condemned Chile. => nothing
Iranian oil minister Karim Nazari spoke. | Sami condemned Kuwait. => nothing
Iranian minister Karim Nazari met Iraqi minister Karim Aziz. | Karim condemned Kuwait. => nothing
"""

PRONOUNS = """
2004-03-01: Kenji Moriyama arrived in Peru on Monday. | He condemned Chile. => JPNGOV 111 CHL
2004-03-01: Leila Farsad spoke in Tehran. | She condemned Iraq. => IRNGOV 111 IRQ
2004-03-01: Leila Farsad spoke in Tehran. | Iraq condemned her. => IRQ 111 IRNGOV
The French president arrived on Monday. | He visited Kenya. => FRAGOV 042 KEN, KEN 043 FRAGOV
The French president arrived on Monday. | She visited Kenya. => FRAGOV 042 KEN, KEN 043 FRAGOV
Iran sent its army to the border. | It attacked Iraq. => IRN 190 IRQ
Iranian troops crossed the border. | They attacked Iraq. => IRNMIL 190 IRQ
Hezbollah spoke of war. | It attacked Israel. => LBNREB 190 ISR
The Iranian parliament met on Monday. | It condemned Iraq. => IRNLEG 111 IRQ
France and Germany spoke on Monday. | They condemned Iran. => FRA 111 IRN, DEU 111 IRN
Iran said it had attacked Iraq. => IRN 190 IRQ
Japan said Iran had withdrawn after it attacked Iraq. => IRN 190 IRQ
The Iranian president said he would visit Iraq. => IRNGOV 036 IRQ
Iran withdrew its troops from Iraq. | Its president condemned Israel. => IRNGOV 111 ISR
2004-03-01: Kenji Moriyama spoke. | His government condemned Chile. => JPNGOV 111 CHL
2004-03-01: Kenji Moriyama spoke. | The Chilean president condemned him. => CHLGOV 111 JPNGOV
2004-03-01: Kenji Moriyama met Leila Farsad. | She condemned Chile. => IRNGOV 111 CHL
2004-03-01: Kenji Moriyama met Leila Farsad. | He condemned Chile. => JPNGOV 111 CHL
Kenyan police said they had arrested two Somalis. => KENCOP 173 SOMCVL
Iran said its army had killed two Iraqis. => IRNMIL 180 IRQCVL
Iran's president said Iraq had attacked his country. => IRQ 190 IRN
"We condemned Iraq," the Iranian president said. => IRNGOV 111 IRQ
"I condemned Iraq," the Iranian president said. => IRNGOV 111 IRQ
The Iranian president arrived on Monday. | "We condemned Iraq," he said. => IRNGOV 111 IRQ
"Iran attacked us," the Iraqi president said. => IRQGOV 1123 IRN
Iranian troops fled. | Iraqi soldiers attacked them. => IRQMIL 190 IRNMIL
2004-03-01: Kenji Moriyama met Leila Farsad. | Chile condemned him. => CHL 111 JPNGOV
A spokesman for the Iranian army arrived. | He condemned Iraq. => IRNMIL 111 IRQ
After Iran's president arrived, he condemned Iraq. => IRNGOV 111 IRQ
When he arrived, the Iranian president condemned Iraq. => IRNGOV 111 IRQ
2004-03-01: Kenji Moriyama told Leila Farsad: "Chile condemned you." => CHL 111 IRNGOV
The Iranian president told Japan: "Iraq attacked your army." => IRQ 190 JPNMIL
The Iranian president spoke in Cairo. "Iraq is large," he said. | He condemned Iraq. => IRNGOV 111 IRQ
The Iranian president said: "Iraq is large. | We condemned Iraq." => IRNGOV 111 IRQ
Iranian troops and their allies attacked Iraq. => IRNMIL 190 IRQ
Iran's president and Iraq's president arrived. | They condemned Israel. => IRNGOV 111 ISR, IRQGOV 111 ISR
NAIROBI, Kenya (AP) - Police said they had arrested two Ugandans. => KENCOP 173 UGACVL
"""

PRONOUNS_OPEN = """
2004-03-01: Leila Farsad spoke in Tehran. | He condemned Iraq. => nothing
2004-03-01: Kenji Moriyama arrived. | She condemned Chile. => nothing
2004-03-01: Kenji Moriyama arrived. | It condemned Chile. => nothing
Iran condemned Syria. | He attacked Iraq. => nothing
2004-03-01: Kenji Moriyama spoke. It rained. It snowed. The wind blew. Snow fell. | He condemned Chile. => nothing
He condemned Chile. => nothing
They attacked Iraq. => nothing
A report on Iran appeared. | She attacked Iraq. => nothing
We condemned Iraq. => nothing
A farmer spoke in a village. | He attacked Iraq. => nothing
The Iranian president arrived. A farmer spoke. | He condemned Iraq. => nothing
Iran sent troops to the border. A report appeared. | It condemned Iraq. => nothing
The Iranian president met the Iraqi president. They arrived in Egypt. | He condemned Kuwait. => nothing
2004-03-01: Kenji Moriyama sat beside Viktor Sokolenko before he condemned Chile. => nothing
2004-03-01: Kenji Moriyama said Viktor Sokolenko had arrived. | He condemned Chile. => nothing
Iran spoke of peace. | They attacked Iraq. => nothing
A crowd gathered in Peru. Somebody spoke. | "We condemned Chile," said a man. => nothing
"You attacked Iraq," said the Iranian president. => nothing
"""

DESCRIPTIONS = """
The Iranian oil minister spoke on Monday. | The minister visited Iraq. => IRNGOV 042 IRQ, IRQ 043 IRNGOV
The Iranian army crossed the border. | The army attacked Iraq. => IRNMIL 190 IRQ
Iranian troops crossed the border. | The troops attacked Iraq. => IRNMIL 190 IRQ
Hezbollah spoke of war. | The group attacked Israel. => LBNREB 190 ISR
2004-03-01: Shining Dawn rebels marched. | The rebels attacked Chile. => PERREB 190 CHL
Peru held an election on Sunday. | The country condemned Chile. => PER 111 CHL
Iranian minister Karim Nazari met Iraqi minister Sami Aziz. | Aziz condemned Kuwait. => IRQGOV 111 KWT
The Iranian foreign minister met the Iraqi oil minister. | The foreign minister condemned Kuwait. => IRNGOV 111 KWT
An American journalist was arrested in Iran. | Iran released the journalist. => IRN 0841 USAMED
Students in Peru marched. | Police arrested ten students. => PERCOP 173 PEREDU
A man from Kenya spoke in Uganda. | Police condemned Somalia. => UGACOP 111 SOM
Peruvian rebels marched on Lima. | The rebels attacked Chile. => PERREB 190 CHL
NATO met on Monday. | The alliance bombed Serbia. => IGOWSTNAT 195 SRB
NAIROBI, Kenya (AP) - Kenya is dry. | Police arrested two Ugandans. => KENCOP 173 UGACVL
NAIROBI, Kenya (AP) - A bus burned. | Police arrested two Ugandans. => KENCOP 173 UGACVL
NAIROBI, Kenya (AP) - Kenya is dry. | The government condemned Uganda. => KENGOV 111 UGA
LIMA (Reuters) - Rebels attacked Chile. => PERREB 190 CHL
The Iranian foreign minister and his Iraqi counterpart arrived. Peru's minister spoke. | The foreign ministers condemned Kuwait. => IRNGOV 111 KWT, IRQGOV 111 KWT
Iran met Iraq on Monday. | Kuwait condemned the latter. => KWT 111 IRQ
The government of Kenya met on Monday. | The authorities condemned Uganda. => KENGOV 111 UGA
Hezbollah said the group had attacked Israel. => LBNREB 190 ISR
NAIROBI, Kenya (AP) - It rained. | Soldiers attacked Ugandan rebels. => KENMIL 190 UGAREB
WASHINGTON (Reuters) - The United States is large. | Police arrested two Ugandans. => USACOP 173 UGACVL
"""

DESCRIPTIONS_OPEN = """
The Iranian minister met the Iraqi minister. | The minister condemned Kuwait. => nothing
Iranian troops fought Iraqi troops. | The troops attacked Kuwait. => nothing
LIMA, Peru (AP) - Iranian troops fought Iraqi troops. | The troops attacked Kuwait. => nothing
LIMA, Peru (AP) - The Iranian president met the Iraqi president. | The president condemned Kuwait. => nothing
The Kenyan president spoke. The president of Chile spoke in Cairo. | The president condemned Uganda. => nothing
The minister condemned Kuwait. => nothing
The group attacked Israel. => nothing
Hezbollah met Shining Dawn. | The group attacked Israel. => nothing
Peru met Chile. | The country condemned Kenya. => nothing
The Iranian army crossed the border. | A group attacked Iraq. => nothing
The Iranian army crossed the border. | An army attacked Kuwait. => nothing
Iran and Iraq met. | A minister condemned Kuwait. => nothing
WASHINGTON (Reuters) - Kenya is dry. | Police arrested two Ugandans. => nothing
NAIROBI, Kenya (AP) - American troops arrived. | Soldiers attacked Ugandan rebels. => nothing
It rained in Kenya and Uganda. | Police arrested two Somalis. => nothing
Iranian and Iraqi ministers arrived. | The minister condemned Kuwait. => nothing
Iran, Iraq and Egypt met on Monday. | Kuwait condemned the latter. => nothing
The Kenyan official spoke on Monday. | The authorities condemned Uganda. => nothing
Hezbollah arrived in Lebanon. Somebody met a group. Shining Dawn spoke. | The group attacked Israel. => nothing
"""

PAIRS = """
Iran met Iraq on Monday. | The two countries signed a treaty. => IRN 057 IRQ, IRQ 057 IRN
Iran and Iraq spoke on Monday. | Both sides agreed to a ceasefire. => IRN 0356 IRQ, IRQ 0356 IRN
Iran met Iraq on Monday. | Egypt praised the two countries. => EGY 051 IRN, EGY 051 IRQ
Iran spoke of peace. Iraq spoke of war. | The two sides held talks. => IRN 046 IRQ, IRQ 046 IRN
The presidents of Kenya and Uganda arrived. | The two presidents met. => KENGOV 040 UGAGOV, UGAGOV 040 KENGOV
Iran met Iraq on Monday. | Egypt condemned both countries. => EGY 111 IRN, EGY 111 IRQ
The Iranian army fought the Iraqi army. | The two countries signed a treaty. => IRN 057 IRQ, IRQ 057 IRN
"""

PAIRS_OPEN = """
Iran, Iraq and Kuwait met on Monday. | The two countries signed a treaty. => nothing
Iran spoke of peace. | The two countries signed a treaty. => nothing
The two sides held talks. => nothing
Iran and Iraq spoke. | The three countries held talks. => nothing
Iran met Iraq on Monday. | Two countries signed a treaty. => nothing
"""

GROUPS = """
Iran, Iraq and Kuwait held a meeting. | The three countries condemned Israel. => IRN 111 ISR, IRQ 111 ISR, KWT 111 ISR
Iran, Iraq and Kuwait held a meeting. It rained. | All three condemned Israel. => IRN 111 ISR, IRQ 111 ISR, KWT 111 ISR
Iran, Iraq, Peru and Kuwait held a meeting. | "We condemned Israel," the four said. => IRN 111 ISR, IRQ 111 ISR, KWT 111 ISR, PER 111 ISR
Iran, Iraq and Kuwait held a meeting. | Israel condemned these countries. => ISR 111 IRN, ISR 111 IRQ, ISR 111 KWT
Iran and Iraq held a meeting. | Each side accused the other of spying. => IRN 1125 IRQ, IRQ 1125 IRN
Iran and Iraq held a meeting. | Both countries condemned Israel. => IRN 111 ISR, IRQ 111 ISR
Iran is dry. Iraq held an election. | Iran accused its neighbour of spying. => IRN 1125 IRQ
Iran and Iraq held talks. Peru is dry. Kenya is far. | Each side accused the other of spying. => IRN 1125 IRQ, IRQ 1125 IRN
Iran and Iraq held talks. Peru is dry. Kenya is far. | The parties condemned Israel. => IRN 111 ISR, IRQ 111 ISR
Peru is dry. Iran condemned Kenya. | The parties condemned Israel. => nothing
Iran and Iraq held a meeting. | The three countries condemned Israel. => nothing
Iran, Iraq and Kuwait held a meeting. | Three countries condemned Israel. => nothing
Iran is dry. Iraq met Peru. | Iran accused its neighbour of spying. => nothing
"""

TOLD = """
Iran attacked Iraq on Monday. | Kuwait condemned the attack. => KWT 111 IRN
Iran attacked Iraq on Monday. It rained. | The attack was condemned by Kuwait. => KWT 111 IRN
Iran imposed sanctions on Iraq. It rained. Snow fell. | Kuwait condemned the sanctions. => KWT 111 IRN
Iran attacked Iraq on Monday. | Kuwait condemned the Israeli attack. => KWT 111 ISR
Iran attacked Iraq on Monday. | Kuwait condemned an attack. => nothing
Iran praised Iraq on Monday. | Kuwait condemned the attack. => nothing
Iran attacked Iraq on Monday. | Iran condemned the attack. => nothing
"""

THEME = """
Peru held an election. Peru is large. Lima is dry. Kenya is far. | Opposition parties condemned the government. => PEROPP 111 PERGOV
Peru held an election. Peru is large. Lima is dry. | Kenya offered aid. => KEN 033 PER
Peru held an election. Kenya held one too. | Kenya offered aid. => nothing
Peru held an election. Peru is large. Kenya is dry. Kenya is far. | Opposition parties condemned the government. => nothing
"""

ADVERSARY = """
Iran is dry. Iran is large. Iran met Iraq. Iraq is dry. Iraq is large. | Iran rejected talks. => IRN 125 IRQ
Iran is dry. Iran is large. Iran met Iraq. Iraq is dry. Iraq is large. | Kenya rejected talks. => nothing
Iran is dry. Iran met Iraq. Kenya is far. | Iran rejected talks. => nothing
"""

ACRONYMS = """
The Mindanao Freedom Front (MFF) spoke on Monday. | The MFF attacked China. => PHLSEP 190 CHN
The Mindanao Freedom Front (MFF) attacked China. => PHLSEP 190 CHN
The Mindanao Freedom Front (MFF) spoke. | China condemned the MFF. => CHN 111 PHLSEP
"""

ACRONYMS_OPEN = """
The Mindanao Freedom Front spoke on Monday. | The MFF attacked China. => nothing
The Mindanao Freedom Front (MFF) spoke. | The MNLF attacked China. => nothing
"""


def last(events: Events, text: str, **options: Coder) -> list[str]:
    """What the sentence after the bar gives."""
    text, date = dated(text)
    before, bar, after = text.rpartition(" | ")
    whole = f"{before} {after}" if bar else after
    start = len(before) if bar else -1
    return sorted(f"{e.source} {e.code} {e.target}" for e in events(whole, date, **options) if e.start > start)


@pytest.mark.parametrize(("text", "wanted"), cases(SURNAMES))
def test_a_surname_is_who_bore_it_before(events: Events, text: str, wanted: list[str]) -> None:
    assert last(events, text) == wanted


@pytest.mark.parametrize(("text", "wanted"), cases(SURNAMES_OPEN))
def test_a_surname_nobody_bore_or_two_did_stays_open(events: Events, text: str, wanted: list[str]) -> None:
    assert last(events, text) == wanted


@pytest.mark.parametrize(("text", "wanted"), cases(PRONOUNS))
def test_a_pronoun_is_who_fits_it(events: Events, text: str, wanted: list[str]) -> None:
    assert last(events, text) == wanted


@pytest.mark.parametrize(("text", "wanted"), cases(PRONOUNS_OPEN))
def test_a_pronoun_that_nobody_fits_stays_open(events: Events, text: str, wanted: list[str]) -> None:
    assert last(events, text) == wanted


@pytest.mark.parametrize(("text", "wanted"), cases(DESCRIPTIONS))
def test_a_description_is_who_was_described_so(events: Events, text: str, wanted: list[str]) -> None:
    assert last(events, text) == wanted


@pytest.mark.parametrize(("text", "wanted"), cases(DESCRIPTIONS_OPEN))
def test_a_description_of_two_or_of_nobody_stays_open(events: Events, text: str, wanted: list[str]) -> None:
    assert last(events, text) == wanted


@pytest.mark.parametrize(("text", "wanted"), cases(PAIRS))
def test_two_of_them_are_the_two_named_before(events: Events, text: str, wanted: list[str]) -> None:
    assert last(events, text) == wanted


@pytest.mark.parametrize(("text", "wanted"), cases(GROUPS))
def test_so_many_of_them_are_those_named_before(events: Events, text: str, wanted: list[str]) -> None:
    assert last(events, text) == wanted


@pytest.mark.parametrize(("text", "wanted"), cases(TOLD))
def test_an_act_told_before_is_whose_it_was(events: Events, text: str, wanted: list[str]) -> None:
    assert last(events, text) == wanted


@pytest.mark.parametrize(("text", "wanted"), cases(THEME))
def test_a_bare_role_is_of_the_country_that_the_story_is_about(events: Events, text: str, wanted: list[str]) -> None:
    assert last(events, text) == wanted


@pytest.mark.parametrize(("text", "wanted"), cases(ADVERSARY))
def test_talks_refused_are_with_the_other_of_two_countries(events: Events, text: str, wanted: list[str]) -> None:
    assert last(events, text) == wanted


@pytest.mark.parametrize(("text", "wanted"), cases(PAIRS_OPEN))
def test_two_of_one_or_of_three_stay_open(events: Events, text: str, wanted: list[str]) -> None:
    assert last(events, text) == wanted


@pytest.mark.parametrize(("text", "wanted"), cases(ACRONYMS))
def test_an_acronym_in_brackets_stands_for_the_name(events: Events, text: str, wanted: list[str]) -> None:
    assert last(events, text) == wanted


@pytest.mark.parametrize(("text", "wanted"), cases(ACRONYMS_OPEN))
def test_an_acronym_that_was_never_explained_stays_open(events: Events, text: str, wanted: list[str]) -> None:
    assert last(events, text) == wanted


RESOLVED = [case for page in (SURNAMES, PRONOUNS, DESCRIPTIONS, PAIRS, ACRONYMS) for case in cases(page)]
OPEN = [
    case
    for page in (SURNAMES_OPEN, PRONOUNS_OPEN, DESCRIPTIONS_OPEN, PAIRS_OPEN, ACRONYMS_OPEN)
    for case in cases(page)
]


def test_a_third_of_the_cases_must_stay_open() -> None:
    assert len(RESOLVED) + len(OPEN) >= 60
    assert all(case.values[1] == [] for case in OPEN)
    assert len(OPEN) >= (len(RESOLVED) + len(OPEN)) / 3


# -- switched off, and told ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def forgetful(world: Compiled, pipeline: Pipeline) -> Coder:
    return Coder(lexicon=world.lexicon, pipeline=pipeline, story_memory=False)


OFF = """
2004-03-01: Kenji Moriyama arrived in Peru on Monday. | Moriyama condemned Chile. => nothing !! surnames of known people are resolved all the same
Iranian oil minister Karim Nazari spoke. | Nazari visited Iraq. => nothing
2004-03-01: Kenji Moriyama arrived in Peru on Monday. | He condemned Chile. => nothing
The Iranian oil minister spoke on Monday. | The minister visited Iraq. => nothing
Iran met Iraq on Monday. | The two countries signed a treaty. => nothing
LIMA (Reuters) - It rained in Peru. | Rebels attacked Chile. => nothing
2004-03-01: Kenji Moriyama arrived in Peru on Monday. | Kenji Moriyama condemned Chile. => JPNGOV 111 CHL
"""


@pytest.mark.parametrize(("text", "wanted"), cases(OFF))
def test_without_memory_each_sentence_is_read_by_itself(
    forgetful: Coder, events: Events, text: str, wanted: list[str]
) -> None:
    assert last(events, text, coder=forgetful) == wanted


@pytest.mark.parametrize("text", ["Moriyama condemns Chile\nJapan's prime minister Kenji Moriyama spoke on Monday."])
def test_a_surname_in_the_headline_is_who_is_named_below(events: Events, text: str) -> None:
    assert [f"{e.source} {e.code} {e.target}" for e in events(text, "2004-03-01")] == ["JPNGOV 111 CHL"]


WHY = [
    ("Iranian oil minister Karim Nazari spoke. Nazari visited Iraq.", "Nazari", "named before"),
    ("The French president arrived on Monday. He visited Kenya.", "He", "subject of the sentence before"),
    ("The Iranian oil minister spoke. The minister visited Iraq.", "The minister", "described so before"),
    ("The presidents of Iran and Iraq met. They condemned Israel.", "They", "subject of the sentence before"),
    ("Hezbollah spoke of war. The group attacked Israel.", "The group", "the group named before"),
    ("Iran spoke on Monday. Iran said it had attacked Iraq.", "it", "subject of the clause above"),
    ("Iran met Iraq. The two countries signed a treaty.", "The two countries", "one of the two named before"),
]


@pytest.mark.parametrize(("text", "words", "how"), WHY)
def test_each_resolution_says_why(events: Events, text: str, words: str, how: str) -> None:
    event = events(text)[-2 if "visit" in text or "treaty" in text else -1]
    assert event.source_text == words
    assert event.explanation["source"]["why"].startswith(f"{words!r}: {how}: ")


def test_a_story_remembers_nothing_of_another(world_coder: Coder) -> None:
    stories = [
        Story("1", "Iranian oil minister Karim Nazari spoke."),
        Story("2", "Nazari visited Iraq. He condemned Kuwait. The minister left."),
    ]
    assert [found for _, found in world_coder.code(stories)] == [[], []]


def test_the_day_of_the_story_holds_for_what_is_remembered(world_coder: Coder) -> None:
    text = "Tomas Brenik arrived in Kenya. Brenik condemned Uganda."
    days = [dt.date(1997, 1, 1), dt.date(2004, 1, 1), dt.date(2010, 1, 1)]
    stories = [Story(str(day), text, day) for day in days]
    sources = [[e.source for e in found if e.code == "111"] for _, found in world_coder.code(stories)]
    assert sources == [["RUSOPP"], ["RUSGOV"], ["RUSELI"]]


TOGETHER = (
    "NAIROBI, Kenya (AP) - Kenyan minister Daniel Otieno met the Ugandan president. Police arrested two Somalis. He condemned "
    'Somalia. The minister said: "Peace is near. We condemned the rebels." It rained. Otieno visited Sudan. They attacked Ethiopia. '
    "The two countries signed a treaty. The group attacked Kenya. Hezbollah met Shining Dawn. It attacked Israel."
)


@pytest.mark.parametrize("steps", [0, 1, 5, 100])
def test_it_is_all_one_when_a_sentence_is_learnt_from(
    world_coder: Coder, steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = Story("1", TOGETHER)
    shown = [(e.row(), e.explanation) for one in world_coder.inspect(story) for e in one.events]
    monkeypatch.setattr("coder.coding.memory.MOST_STEPS", steps)
    ((_, coded),) = Coder(lexicon=world_coder.lexicon, pipeline=world_coder.pipeline, dedupe=False).code([story])
    assert len(shown) > 5
    assert [(e.row(), e.explanation) for e in coded] == shown


def test_a_long_story_is_remembered_in_bounds(world: Compiled, pipeline: Pipeline) -> None:
    from coder.coding.memory import MOST_NAMESAKES, REACH

    coder = Coder(lexicon=world.lexicon, pipeline=pipeline)
    text = " ".join(f"Iranian minister Karim Nazari{i} spoke. He condemned Iraq. They met." for i in range(60))
    coded = coder.inspect(Story("1", text))
    memory = coded[-1].actors.memory.__self__  # type: ignore[union-attr]
    assert len({phrase.sentence for phrase in memory.recent}) <= REACH + 1
    assert max(map(len, memory.heads.values())) <= MOST_NAMESAKES
    assert max(len(r.why) for one in coded for r in one.actors.resolve(0)) < 200  # no chain of "He"s
