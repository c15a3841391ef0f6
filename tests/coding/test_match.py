"""From a sentence to its acts: which rules fire, what they nest, and what is no fact. Coded in the tests' own world."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from casebook import cases

from coder import Coder
from coder.dictionaries.compile import compile_dictionaries
from coder.language.pipeline import Pipeline
from coder.records import Event

Codes = Callable[..., list[str]]

CONSTRUCTIONS = """
Iran attacked Iraq. => IRN 190 IRQ
Iraq was attacked by Iran. => IRN 190 IRQ
Iran has been attacking Iraq. => IRN 190 IRQ
Iran, which attacked Iraq, also condemned Israel. => IRN 190 IRQ, IRN 111 ISR
Two Italians were kidnapped at a hotel by Somali rebels. => SOMREB 181 ITACVL
Iraq, which was attacked by Iran, condemned Israel. => IRN 190 IRQ, IRQ 111 ISR
Attacked by Iran, Iraq condemned Israel. => IRN 190 IRQ, IRQ 111 ISR
Iran, after attacking Iraq, condemned Israel. => IRN 190 IRQ, IRN 111 ISR
Crossing the border, Iranian troops attacked Iraq. => IRNMIL 190 IRQ
Iran attacked Iraq, killing ten Iraqis. => IRN 190 IRQ, IRN 180 IRQCVL
Iran was forced to withdraw its troops from Iraq. => IRN 0874 IRQ
Two Italians kidnapped by Somali rebels fled to Kenya. => SOMREB 181 ITACVL
Iran began to shell Iraq. => IRN 194 IRQ
Iran continued shelling Iraq. => IRN 194 IRQ
Iran managed to attack Iraq. => IRN 190 IRQ
On Sunday, for the first time, Iran attacked Iraq. => IRN 190 IRQ
"Iran," he said, "attacked Iraq." => IRN 190 IRQ
Iran attacked Iraq, and Egypt condemned Israel. => IRN 190 IRQ, EGY 111 ISR
Iran suspended talks with Iraq after Kuwait attacked Egypt. => IRN 164 IRQ, KWT 190 EGY
Egypt recalled its envoy in response to an attack by Iran on Iraq. => IRN 190 IRQ
A bomb in Iraq killed two Egyptian soldiers. => nothing
Iran said Iraq should be described as a threat. => nothing
Egypt will act in response to an attack by Iran on Iraq. => nothing
Iran attacked itself. => nothing
Iran was attacked. => nothing
Iran attacked. => nothing
Iraq attack Iran Sunday the of. => nothing
"""

COORDINATION = """
Iran attacked Iraq and condemned Israel. => IRN 190 IRQ, IRN 111 ISR
Iran attacked Iraq, shelled Kuwait and condemned Israel. => IRN 190 IRQ, IRN 194 KWT, IRN 111 ISR
Iran attacked and shelled Iraq. => IRN 194 IRQ
Iran attacked and condemned Iraq. => IRN 190 IRQ, IRN 111 IRQ
Iran attacked Iraq and Kuwait. => IRN 190 IRQ, IRN 190 KWT
Iran and Iraq attacked Kuwait. => IRN 190 KWT, IRQ 190 KWT
Iran and Iraq attacked Kuwait and Egypt. => IRN 190 KWT, IRN 190 EGY, IRQ 190 KWT, IRQ 190 EGY
Japan urged Iran to withdraw from Iraq and release the hostages. => JPN 0256 IRN, JPN 0253 IRN
Japan accused Iran of attacking Iraq and shelling Kuwait. => JPN 1123 IRN
Japan called for a ceasefire and talks between Iran and Iraq. => JPN 0256 IRN, JPN 0256 IRQ, JPN 026 IRN, JPN 026 IRQ !! only the second of the coordinated nouns has the actors
France imposed sanctions on Serbia and on Sudan. => FRA 163 SRB, FRA 163 SDN
Two Italians were kidnapped and killed by Somali rebels. => SOMREB 181 ITACVL, SOMREB 180 ITACVL !! the by-phrase hangs on the second participle alone
"""

PARTICLES = """
Iran broke off relations with Egypt. => IRN 161 EGY
Iran broke relations off with Egypt. => IRN 161 EGY
Relations with Egypt were broken off by Iran. => IRN 161 EGY
Iran cut its diplomatic ties with Egypt. => IRN 161 EGY
Iran broke a window in Egypt. => nothing
Iran cut prices in Egypt. => nothing
"""

OPERATORS = """
Japan urged Iran to withdraw its troops from Iraq. => JPN 0256 IRN
Japan urged Iran to release the hostages. => JPN 0253 IRN
Iran was urged by Japan to withdraw its troops from Iraq. => JPN 0256 IRN
Japan called on Iran to meet Iraq. => JPN 026 IRN
Japan called for talks between Iran and Iraq. => JPN 026 IRN, JPN 026 IRQ
Japan urged Iran and Iraq to hold talks. => JPN 026 IRN, JPN 026 IRQ
Japan urged a ceasefire in Sudan. => JPN 0256 SDN
Japan urged Iran to cooperate. => JPN 020 IRN
Japan appealed for food. => nothing
Japan demanded that Iran withdraw its troops from Iraq. => JPN 1056 IRN
Japan demanded the release of prisoners by Iran. => JPN 1053 IRN
Japan demanded weapons from Russia. => JPN 1032 RUS
Japan ordered Iran to release the hostages. => JPN 1053 IRN
Japan promised to visit Iran. => JPN 036 IRN
Japan promised food to Kenya. => JPN 0333 KEN
Japan promised Kenya food. => JPN 0333 KEN
Japan promised Iran that it would send food. => JPN 0333 IRN
Japan said it had promised food to Kenya. => JPN 0333 KEN
Iran offered to hold talks with Iraq. => IRN 036 IRQ
Russia offered weapons to Syria. => RUS 0332 SYR
Iran vowed to attack Iraq. => IRN 1384 IRQ
Japan accused Iran of attacking Iraq. => JPN 1123 IRN
Japan accused Iran of genocide. => JPN 1124 IRN
Japan accused Iran of spying. => JPN 1125 IRN
Japan accused Iran of torture. => JPN 1122 IRN
Japan accused Iran of kidnapping two Italians. => JPN 1122 IRN
Japan accused Iran of lying. => JPN 112 IRN
Japan accused Iran. => JPN 112 IRN
Japan blamed Iran for the bombing. => JPN 1123 IRN
Japan condemned Iran for attacking Iraq. => JPN 111 IRN
Japan condemned Russia's attack on Ukraine. => JPN 111 RUS
Japan denounced the attack by Russia. => JPN 111 RUS
Iran refused to negotiate with Iraq. => IRN 125 IRQ
Iran refused to withdraw its troops from Iraq. => IRN 1246 IRQ
Iran rejected talks with Iraq. => IRN 125 IRQ
Iran ruled out a ceasefire with Iraq. => IRN 1246 IRQ
Iran threatened to attack Iraq. => IRN 1384 IRQ
Iran threatened Iraq with sanctions. => IRN 1312 IRQ
Iran threatened Iraq. => IRN 130 IRQ
Iran threatened to break off relations with Egypt. => IRN 1313 EGY
France investigated the attack by Iran. => FRA 093 IRN
Kenyan students protested against Uganda. => KENEDU 141 UGA
Kenyan students will protest against Uganda. => KENEDU 133 UGA
Syria denied attacking Lebanon. => SYR 016 LBN
Syria admitted attacking Lebanon. => SYR 015 LBN
Japan considered sanctions against Iran. => JPN 014 IRN
Germany praised France for its aid to Kenya. => DEU 051 FRA
"""

TRANSFORMS = """
France stopped talks with Serbia. => FRA 164 SRB
Talks with Serbia were stopped by France. => FRA 164 SRB
France halted military aid to Serbia. => FRA 1622 SRB
France suspended food aid to Kenya. => FRA 1623 KEN
France stopped shelling Serbia. => FRA 087 SRB
France lifted sanctions on Serbia. => FRA 085 SRB
Sanctions against Serbia were lifted by France. => FRA 085 SRB
France eased the embargo against Serbia. => FRA 085 SRB
France resumed talks with Serbia. => FRA 046 SRB, SRB 046 FRA
France resumed aid to Kenya. => FRA 070 KEN
France lifted talks with Serbia. => nothing
France stopped threatening Serbia. => nothing
"""

STACKING = """
Japan urged France to lift sanctions on Serbia. => JPN 0254 FRA
France promised to lift sanctions on Serbia. => FRA 0354 SRB
France refused to lift sanctions on Serbia. => FRA 1244 SRB
France threatened to halt aid to Kenya. => FRA 1311 KEN
France agreed to stop military aid to Syria. => FRA 1311 SYR
Japan demanded that France stop shelling Serbia. => JPN 1056 FRA
Japan demanded that Iran agree to a ceasefire. => JPN 1056 IRN
Iran refused to rule out talks with Iraq. => IRN 036 IRQ
Iran refused to rule out an attack on Iraq. => IRN 1384 IRQ
Iran vowed to reject talks with Iraq. => IRN 125 IRQ
Iran threatened to reject talks with Iraq. => IRN 125 IRQ
Iran refused to promise to release the hostages. => nothing
Iran promised to stop threatening Iraq. => nothing
Japan warned that it would attack Iran. => JPN 1384 IRN
Japan urged Egypt to press Iran to withdraw its troops. => JPN 0256 EGY
Japan accused Iran of refusing to release the hostages. => JPN 112 IRN
Japan accused Iran of threatening Iraq. => JPN 112 IRN
Japan condemned Iran for refusing to negotiate. => JPN 111 IRN
Iran rejected a call by Japan to withdraw its troops. => IRN 1246 JPN
Iran rejected Japanese calls for talks with Iraq. => IRN 125 JPN
Iran rejected Japan's demand to release the hostages. => IRN 1243 JPN
Japan rejected Iran's threat to attack Iraq. => nothing
"""

NEGATION = """
Iran did not attack Iraq. => nothing
Iran didn't attack Iraq. => nothing
Iran never attacked Iraq. => nothing
Iran did not accuse Iraq. => nothing
Iran did not threaten Iraq. => nothing
Iran did not refuse to negotiate with Iraq. => IRN 036 IRQ
No troops attacked Iraq. => nothing
Neither Iran nor Iraq attacked Kuwait. => nothing
Iran will not attack Iraq. => nothing
Iran held no talks with Iraq. => nothing
Iran no longer attacks Iraq. => nothing
Iran did not negotiate with Iraq. => IRN 125 IRQ
Iran did not hold talks with Iraq. => IRN 125 IRQ
Iran did not visit Iraq. => IRN 125 IRQ
Iran and Iraq did not meet. => IRN 125 IRQ, IRQ 125 IRN
Iran will not negotiate with Iraq. => IRN 125 IRQ
Iran did not promise to negotiate with Iraq. => IRN 125 IRQ
Iran did not stop attacking Iraq. => IRN 1246 IRQ
Japan urged Iran not to attack Iraq. => JPN 0256 IRN
Iran promised not to attack Iraq. => IRN 0356 IRQ
Iran agreed not to attack Iraq. => IRN 0356 IRQ
Japan did not urge Iran to withdraw. => nothing
"""

MODALS = """
Iran will visit Iraq. => IRN 036 IRQ
Iran is going to visit Iraq. => IRN 036 IRQ
Iran will attack Iraq. => IRN 1384 IRQ
Iran is going to attack Iraq. => IRN 1384 IRQ
Iran will give food to Iraq. => IRN 0333 IRQ
Iran may attack Iraq. => nothing
Iran might visit Iraq. => nothing
Iran could attack Iraq. => nothing
Iran can attack Iraq. => nothing
Iran would attack Iraq. => nothing
Iran would have attacked Iraq. => nothing
Iran should withdraw from Iraq. => nothing
Iran must withdraw from Iraq. => nothing
Iran said it would visit Iraq. => IRN 036 IRQ
Iran said it would attack Iraq. => IRN 1384 IRQ
Iran said it might attack Iraq. => IRN 1384 IRQ
An Iranian army spokesman said Iranian troops would attack Iraq. => IRNMIL 1384 IRQ
The Iranian minister said he would visit Iraq. => IRNGOV 036 IRQ
The Iranian minister said Iran would visit Iraq. => IRN 036 IRQ
Japan said Iran would attack Iraq. => nothing
Iran will visit Iraq and attack Kuwait. => IRN 036 IRQ, IRN 1384 KWT
Iran may urge Iraq to withdraw. => nothing
"""

HYPOTHETICAL = """
If Iran attacked Iraq, Egypt condemned Israel. => EGY 111 ISR
Unless Iran attacks Iraq, Egypt is safe. => nothing
Egypt withdrew before Iran attacked Iraq. => nothing
Had Iran attacked Iraq, Egypt would have condemned it. => nothing
Should Iran attack Iraq, Egypt would condemn it. => nothing
Japan asked whether Iran attacked Iraq. => nothing
Japan does not know if Iran attacked Iraq. => nothing
Did Iran attack Iraq? => nothing
Why did Iran attack Iraq? => nothing
Iran tried to attack Iraq. => nothing
Iran failed to attack Iraq. => nothing
Iran wants to attack Iraq. => nothing
Iran prepared to attack Iraq. => nothing
Iran hopes to visit Iraq. => nothing
To attack Iraq, Iran crossed the border. => nothing
Iran planned to attack Iraq. => IRN 1384 IRQ
"""

NO_FACT = """
Japan doubts that Iran attacked Iraq. => nothing
Japan fears that Iran attacked Iraq. => nothing
Japan alleged that Iran attacked Iraq. => nothing
Japan feared an attack by Iran on Iraq. => nothing
Japan prevented talks between Iran and Iraq. => nothing
Iran is believed to have attacked Iraq. => nothing
Iran is accused of attacking Iraq. => nothing
Iran was accused of attacking Iraq. => nothing
Iran, accused of attacking Iraq, condemned Israel. => IRN 111 ISR
Syria denied that its troops attacked Lebanon. => SYR 016 LBN
It is not true that Iran attacked Iraq. => nothing
Reports that Iran attacked Iraq were false. => nothing
Japan accused Iran of planning to attack Iraq. => JPN 1123 IRN
Japan demanded that Iran stop attacking Iraq. => JPN 1056 IRN
Japan urged Iran to say that it attacked Iraq. => JPN 020 IRN
"""

# What must not be written, whatever else is.
ESCAPED = """
Iran denied reports that it had attacked Iraq. => IRN 190 IRQ
Iran dismissed claims that it had attacked Iraq. => IRN 190 IRQ
Japan investigated claims that Iran had attacked Iraq. => IRN 190 IRQ
Japan rejected Iran's claim that Iraq had attacked Kuwait. => IRQ 190 KWT
Fears that Iran will attack Iraq grew. => IRN 1384 IRQ
Rumours that Iran had attacked Iraq spread. => IRN 190 IRQ
It is possible that Iran attacked Iraq. => IRN 190 IRQ
It is important that Iran withdraws from Iraq. => IRN 0874 IRQ
It is time for Iran to withdraw from Iraq. => IRN 0874 IRQ
Japan said it was time for Iran to withdraw from Iraq. => IRN 0874 IRQ
Iran has yet to attack Iraq. => IRN 190 IRQ
Iran almost attacked Iraq. => IRN 190 IRQ
Iran nearly attacked Iraq. => IRN 190 IRQ
Iran allegedly attacked Iraq. => IRN 190 IRQ
Rather than attack Iraq, Iran condemned Egypt. => IRN 190 IRQ
Instead of attacking Iraq, Iran condemned Egypt. => IRN 190 IRQ
Without attacking Iraq, Iran condemned Egypt. => IRN 190 IRQ
In case Iran attacks Iraq, Japan is ready. => IRN 190 IRQ !! in_case stands in hypothetical_marks, but marks are looked up as single tokens
Japan hopes Iran will visit Iraq. => IRN 036 IRQ
"Will Iran attack Iraq?" asked the Japanese minister. => IRN 1384 IRQ
Iran failed to visit Iraq. => IRN 042 IRQ
Iran's planned visit to Iraq was cancelled. => IRN 042 IRQ
A plan by Iran to attack Iraq was discovered. => IRN 190 IRQ
Iran's attempt to attack Iraq failed. => IRN 190 IRQ
Iranian troops trained to attack Iraq fled. => IRNMIL 190 IRQ
Iran seemed to attack Iraq. => IRN 190 IRQ
Iran was expected to attack Iraq. => IRN 190 IRQ
Iran has the right to attack Iraq. => IRN 190 IRQ
Iran rehearsed an attack on Iraq. => IRN 190 IRQ
The risk of fighting between Iran and Iraq is growing. => IRN 193 IRQ
"""

ATTRIBUTION = """
Iran attacked Iraq, officials said. => IRN 190 IRQ
Officials said Iran attacked Iraq. => IRN 190 IRQ
Iran, officials said, attacked Iraq. => IRN 190 IRQ
Japan said Iran attacked Iraq. => IRN 190 IRQ
Japan said on Monday that Iran had attacked Iraq. => IRN 190 IRQ
Japan announced that Iran had attacked Iraq. => IRN 190 IRQ
A Japanese official confirmed that Iran had attacked Iraq. => IRN 190 IRQ
"Iran attacked Iraq," the Japanese minister said. => IRN 190 IRQ
Iran attacked Iraq, a Japanese official said on Monday. => IRN 190 IRQ
According to Japan, Iran attacked Iraq. => IRN 190 IRQ
Iran, Japanese officials said, attacked Iraq. => IRN 190 IRQ
Iran attacked Iraq, said Japan. => IRN 190 IRQ
Japan said Iran attacked Iraq and shelled Kuwait. => IRN 190 IRQ, IRN 194 KWT
Iran said it had attacked Iraq. => IRN 190 IRQ
Egypt said that Japan had accused Iran of spying. => JPN 1125 IRN
Iran said Iraq was attacked. => nothing
Japan did not say that Iran attacked Iraq. => nothing
Japan said Iran did not attack Iraq. => nothing
Japan said nothing about the attack on Iran. => nothing
"""

DEONTIC = """
Japan said Iran must withdraw its troops from Iraq. => JPN 1056 IRN
Japan said Iran should withdraw its troops from Iraq. => JPN 0256 IRN
Iran must release the hostages, Japan said. => JPN 1053 IRN
"Iran must release the hostages," the Japanese minister said. => JPNGOV 1053 IRN
Iran should meet Iraq, Japan said. => JPN 026 IRN
Japan said Iran must hold talks with Iraq. => JPN 106 IRN
Japan said Iran must mediate. => JPN 100 IRN
Japan said Iran should behave. => JPN 020 IRN
Japan said it must release the hostages. => nothing
Officials said Iran must withdraw. => nothing
Japan said Iran must not attack Iraq. => JPN 1056 IRN
"""

RECIPROCAL = """
The French president visited Kenya. => FRAGOV 042 KEN, KEN 043 FRAGOV
France met Germany. => FRA 040 DEU, DEU 040 FRA
France met Germany in Egypt. => FRA 044 DEU, DEU 044 FRA
France met Germany in Paris. => FRA 040 DEU, DEU 040 FRA
Iran held talks with Iraq. => IRN 046 IRQ, IRQ 046 IRN
Iran fought Iraq. => IRN 193 IRQ, IRQ 193 IRN
Japan urged France to meet Germany. => JPN 026 FRA
France refused to meet Germany. => FRA 125 DEU
France will visit Kenya. => FRA 036 KEN
France attacked Germany. => FRA 190 DEU
"""

BOTH = """
France and Germany met. => FRA 040 DEU, DEU 040 FRA
French and German leaders met. => FRAGOV 040 DEUGOV, DEUGOV 040 FRAGOV
The presidents of France and Germany met. => FRAGOV 040 DEUGOV, DEUGOV 040 FRAGOV
Iran and Iraq held talks. => IRN 046 IRQ, IRQ 046 IRN
Talks between Iran and Iraq began. => IRN 046 IRQ, IRQ 046 IRN
Egypt hosted talks between Iran and Iraq. => IRN 046 IRQ, IRQ 046 IRN
Iran and Iraq, which met in Cairo, signed a treaty. => IRN 044 IRQ, IRQ 044 IRN, IRN 057 IRQ, IRQ 057 IRN
Iran, Iraq and Kuwait negotiated. => IRN 046 IRQ, IRN 046 KWT, IRQ 046 IRN, IRQ 046 KWT, KWT 046 IRN, KWT 046 IRQ
Iran held talks with Iraq and Kuwait. => IRN 046 IRQ, IRN 046 KWT, IRQ 046 IRN, KWT 046 IRN
Iran and Iraq met Kuwait. => IRN 040 KWT, IRQ 040 KWT, KWT 040 IRN, KWT 040 IRQ
Iran and Egypt severed diplomatic relations. => IRN 161 EGY, EGY 161 IRN
Fighting between Iran and Iraq erupted. => IRN 193 IRQ, IRQ 193 IRN
Iran and Iraq agreed to a ceasefire. => IRN 0356 IRQ, IRQ 0356 IRN
Iran and Iraq agreed to hold talks. => IRN 036 IRQ, IRQ 036 IRN
Iran and Iraq accused each other of spying. => IRN 1125 IRQ, IRQ 1125 IRN
Iran and Iraq condemned one another. => IRN 111 IRQ, IRQ 111 IRN !! "one another" isn't read as the compound subject
Iran met. => nothing
Iran and Iran met. => nothing
"""

REALISED = """
Iran launched an attack on Iraq. => IRN 190 IRQ
An attack on Iraq was launched by Iran. => IRN 190 IRQ
Iran made a series of attacks on Iraq. => IRN 190 IRQ
Iraq suffered an attack by Iran. => IRN 190 IRQ
Iraq came under attack from Iran. => IRN 190 IRQ
Russia's attack on Ukraine continued. => RUS 190 UKR
The shelling of Kharkiv by Russian troops killed two Ukrainians. => RUSMIL 194 UKR, RUSMIL 180 UKRCVL
After an attack by Iran on Iraq, Egypt condemned Iran. => EGY 111 IRN, IRN 190 IRQ
An Israeli attack killed two Syrians. => ISR 190 SYRCVL
A Syrian bombing killed two Turks. => SYR 183 TURCVL
Israeli shelling killed two Syrians. => ISR 180 SYRCVL
The bombing of Basra by Iran killed ten Iraqis. => IRN 183 IRQCVL
Iran withdrew after talks with Iraq. => IRN 046 IRQ, IRQ 046 IRN
Iran's withdrawal from Iraq began. => IRN 0874 IRQ
France imposed sanctions on Serbia. => FRA 163 SRB
Sanctions were imposed on Serbia by France. => FRA 163 SRB
Japan provided food to Kenya. => JPN 073 KEN
Japan gave Kenya food. => JPN 073 KEN !! the parser takes "Kenya food" for one noun phrase
Kenya received food from Japan. => JPN 073 KEN
Kenya announced the arrest of two Somali rebels. => KEN 173 SOMREB
Iran signed a treaty with Iraq. => IRN 057 IRQ, IRQ 057 IRN
A treaty between Iran and Iraq was signed. => IRN 057 IRQ, IRQ 057 IRN
Iran paid a visit to Iraq. => IRN 042 IRQ, IRQ 043 IRN
Iran-Iraq talks resumed. => IRN 046 IRQ, IRQ 046 IRN
Israeli-Syrian talks resumed. => ISR 046 SYR, SYR 046 ISR
Iran repeated its threat to attack Iraq. => IRN 1384 IRQ
Japan renewed its call for talks between Iran and Iraq. => JPN 026 IRN, JPN 026 IRQ
Japan renewed its demand that Iran release the hostages. => JPN 1053 IRN
Japan condemned the kidnapping of two Italians by Somali rebels. => JPN 111 SOMREB
Uganda condemned Kenya's arrest of two Somali rebels. => UGA 111 KEN
"""

MENTIONED = """
Iran discussed the talks with Iraq. => nothing
Japan discussed Russia's attack on Ukraine. => nothing
The treaty forbids attacks on Iraq by Iran. => nothing
Japan supports peace talks between Iran and Iraq. => nothing
Japan opened a school before Iran's attack on Iraq. => nothing
The film shows an attack by Iran on Iraq. => nothing
Serbia criticized French sanctions. => SRB 111 FRA
Japan condemned the kidnapping of two Italians in Iraq. => nothing
Japan condemned the attack on Israel. => nothing
"""

FALSE_TARGETS = """
Iran attacked Iraq on Monday, a Japanese official told reporters in Egypt. => IRN 190 IRQ
Iran attacked a school, Japan said. => nothing
In a letter to Iran, Japan condemned Iraq. => JPN 111 IRQ
Japan told Egypt that Iran had attacked. => nothing
Iran warned Japan that it would attack Iraq. => IRN 1384 IRQ
Japan urged rebels to attack Iran. => nothing
"""

HEADLINES = """
IRAN ATTACKED IRAQ => IRN 190 IRQ
Iran attacks Iraq, arrests ten Egyptians => IRN 190 IRQ, IRN 173 EGYCVL
Israel Frees Lebanese Prisoners Ahead Of Talks With Syria => ISR 0841 LBNCVL
Iran to Visit Iraq => IRN 036 IRQ
Kenya police arrest 10 Somalis => KENCOP 173 SOMCVL
UN: Iran attacked Iraq => IRN 190 IRQ
Iran, Iraq Hold Talks => IRN 046 IRQ, IRQ 046 IRN
France, Germany condemn Iran => FRA 111 IRN, DEU 111 IRN
Iran attacks Iraq, condemns Israel => IRN 190 IRQ, IRN 111 ISR
Israel bombs Syria; Iran condemns Egypt => ISR 195 SYR, IRN 111 EGY
"""


@pytest.mark.parametrize(("text", "wanted"), cases(CONSTRUCTIONS))
def test_constructions_of_a_clause(codes: Codes, text: str, wanted: list[str]) -> None:
    assert codes(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), cases(COORDINATION))
def test_coordination_on_every_level(codes: Codes, text: str, wanted: list[str]) -> None:
    assert codes(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), cases(PARTICLES))
def test_a_verb_with_its_particle(codes: Codes, text: str, wanted: list[str]) -> None:
    assert codes(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), cases(OPERATORS))
def test_an_operator_over_what_is_asked_promised_or_refused(codes: Codes, text: str, wanted: list[str]) -> None:
    assert codes(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), cases(TRANSFORMS))
def test_stopped_lifted_and_resumed_acts(codes: Codes, text: str, wanted: list[str]) -> None:
    assert codes(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), cases(STACKING))
def test_operators_stack_by_the_table(codes: Codes, text: str, wanted: list[str]) -> None:
    assert codes(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), cases(NEGATION))
def test_what_not_makes_of_an_act(codes: Codes, text: str, wanted: list[str]) -> None:
    assert codes(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), cases(MODALS))
def test_what_a_modal_makes_of_an_act(codes: Codes, text: str, wanted: list[str]) -> None:
    assert codes(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), cases(HYPOTHETICAL))
def test_a_supposition_is_no_event(codes: Codes, text: str, wanted: list[str]) -> None:
    assert codes(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), cases(NO_FACT))
def test_what_is_alleged_denied_or_feared_is_no_event(codes: Codes, text: str, wanted: list[str]) -> None:
    assert codes(text) == wanted


@pytest.mark.parametrize(("text", "unwanted"), cases(ESCAPED))
def test_what_did_not_happen_never_escapes_as_a_fact(codes: Codes, text: str, unwanted: list[str]) -> None:
    assert not set(codes(text)) & set(unwanted)


@pytest.mark.parametrize(("text", "wanted"), cases(ATTRIBUTION))
def test_speech_passes_through_to_what_is_said(codes: Codes, text: str, wanted: list[str]) -> None:
    assert codes(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), cases(DEONTIC))
def test_what_a_speaker_says_another_must_do(codes: Codes, text: str, wanted: list[str]) -> None:
    assert codes(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), cases(RECIPROCAL))
def test_reciprocal_events(codes: Codes, text: str, wanted: list[str]) -> None:
    assert codes(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), cases(BOTH))
def test_a_compound_acts_on_itself(codes: Codes, text: str, wanted: list[str]) -> None:
    assert codes(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), cases(REALISED))
def test_event_nouns_that_happen(codes: Codes, text: str, wanted: list[str]) -> None:
    assert codes(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), cases(MENTIONED))
def test_event_nouns_that_are_only_mentioned(codes: Codes, text: str, wanted: list[str]) -> None:
    assert codes(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), cases(FALSE_TARGETS))
def test_who_is_no_target(codes: Codes, text: str, wanted: list[str]) -> None:
    assert codes(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), cases(HEADLINES))
def test_headlines(codes: Codes, text: str, wanted: list[str]) -> None:
    assert codes(text) == wanted


# -- the target ladder -------------------------------------------------------------------------------------------------

LADDER = """
Iran attacked Iraq. => IRQ from the slot
Iran condemned Israel's wall. => ISR from possessor of the slot
Iran condemned Israeli policy. => ISR from named before the slot's noun
Iran condemned the policy of Israel. => ISR from 'of' phrase of the slot
Iraqi students demonstrated over Iran. => IRN from argument of the verb or its object
Iranian rebels attacked a village in Iraq. => IRQ from place
Iranian rebels attacked a bus in Basra. => IRQ from place
Iraqi students demonstrated. => IRQ from own country
Iraqi students demonstrated in Iran. => IRN from place
Iran considered whether to withdraw from Iraq. => IRQ from the slot
Egyptian police are investigating the bombing. => EGY from own country
Iran deployed thousands of troops after Iraqi rebels massed in Egypt. => IRQREB from who gives the occasion
Iran mobilized reservists to fight the threat from Iraq and Israel. => IRQ from who gives the occasion
Iranian troops were deployed after Iraq moved closer. => IRQ from who gives the occasion
"""


@pytest.mark.parametrize(("text", "wanted"), cases(LADDER))
def test_where_a_target_is_found_is_told(events: Callable[..., list[Event]], text: str, wanted: list[str]) -> None:
    assert [f"{e.target} from {e.explanation['target_found_in']}" for e in events(text)] == wanted


# -- which rule wins -----------------------------------------------------------------------------------------------------

ACTORS = """
- {name: Iran, kind: country, code: IRN}
- {name: Iraq, kind: country, code: IRQ}
- {name: Egypt, kind: country, code: EGY}
"""
RULES = """
lists:
  arms: [gun, rocket]
  strong_arms: [heavy_gun]
rules:
  - {code: "190", patterns: [SOURCE strike TARGET], examples: NONE}
  - {code: "195", patterns: [SOURCE strike TARGET from air], examples: NONE}
  - {code: "194", patterns: [SOURCE strike TARGET with &arms], examples: NONE}
  - {code: "204", patterns: [SOURCE strike TARGET with &strong_arms], examples: NONE}
  - {code: "193", patterns: ["SOURCE:soldier|troop strike TARGET"], examples: NONE}
  - {code: "112", patterns: [SOURCE strike_out at TARGET], examples: NONE}
  - {code: "138", patterns: [SOURCE strike deal against TARGET], examples: NONE}
  - {code: "057", patterns: [SOURCE strike deal with TARGET], examples: NONE}
  - {code: "040", patterns: [SOURCE speak with|to TARGET], reciprocal: "040", examples: NONE}
  - {code: "036", patterns: [SOURCE speak to TARGET (with ADDRESSEE)], examples: NONE}
  - {code: "111", patterns: [SOURCE complain to ADDRESSEE about TARGET, SOURCE complain to ADDRESSEE], examples: NONE}
  - {code: "013", patterns: [SOURCE be proud of TARGET], examples: NONE}
  - {code: "0311", patterns: ["SOURCE award TARGET contract"], examples: NONE}
  - {code: "170", patterns: ["- take_over TARGET"], examples: NONE}
  - {code: "164", patterns: ["talks fail with TARGET"], examples: NONE}
"""
WINNERS = """
Iran struck Iraq. => IRN 190 IRQ
Iran struck Iraq from the air. => IRN 195 IRQ
Iran struck Iraq with rockets. => IRN 194 IRQ
Iran struck Iraq with a gun. => IRN 194 IRQ
Iran struck Iraq with heavy guns. => IRN 204 IRQ
Iran struck out at Iraq. => IRN 112 IRQ
Iran struck a deal with Iraq. => IRN 057 IRQ
Iran struck a deal against Iraq. => IRN 138 IRQ
Iran spoke with Iraq. => IRN 040 IRQ, IRQ 040 IRN
Iran complained to Egypt about Iraq. => IRN 111 IRQ
Iran complained to Egypt. => nothing
Iran is proud of Iraq. => IRN 013 IRQ
Iran is proud. => nothing
Iran awarded Iraq a contract. => IRN 0311 IRQ
Iraq was awarded a contract by Iran. => IRN 0311 IRQ
"""


@pytest.fixture(scope="module")
def ranked(grammar: Path, tmp_path_factory: pytest.TempPathFactory, pipeline: Pipeline) -> Coder:
    """A coder whose rules compete for the same verb."""
    folder = tmp_path_factory.mktemp("ranked")
    for kind, text in (("events", RULES), ("actors", ACTORS)):
        (folder / kind).mkdir()
        (folder / kind / "own.yaml").write_text(text.replace("NONE", '[{text: "It rained.", events: []}]'))
    compiled = compile_dictionaries([grammar, folder])
    assert compiled.faults == []
    return Coder(lexicon=compiled.lexicon, pipeline=pipeline)


@pytest.mark.parametrize(("text", "wanted"), cases(WINNERS))
def test_the_most_specific_pattern_wins(ranked: Coder, codes: Codes, text: str, wanted: list[str]) -> None:
    assert codes(text, coder=ranked) == wanted


ATTACKERS = """
Rebels attacked Egyptian police. => EGYREB 190 EGYCOP
Rebels attacked Egyptian police in Iraq. => IRQREB 190 EGYCOP
Rebels attacked Egypt. => nothing
Egyptian troops attacked rebels. => EGYMIL 190 EGYREB
Egyptian troops attacked rebels in Iraq. => EGYMIL 190 IRQREB
Iran claimed to have attacked Iraq. => IRN 190 IRQ
Iran claimed to have been attacked by Iraq. => nothing
"""


@pytest.mark.parametrize(("text", "wanted"), cases(ATTACKERS))
def test_whose_attackers_and_attacked_are(codes: Codes, text: str, wanted: list[str]) -> None:
    assert codes(text) == wanted
