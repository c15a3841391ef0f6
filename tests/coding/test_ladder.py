"""Who it is done to, and by whom, where the sentence says it in a roundabout way. Coded with the built-in dictionaries."""

from __future__ import annotations

import pytest
from casebook import cases

from coder import Coder
from coder.records import Story

REPAIRED = """
Hungary rejected accusations levelled by Serbia's president. => HUN 016 SRBGOV
The Malian opposition demanded that the prime minister resign. => MLIOPP 1041 MLIGOV
Israel insisted that Hezbollah disarm. => ISR 1056 LBNREB
Kenyan bishops suggested that the Somali rebels declare a ceasefire. => KENREL 0256 SOMREB
The Ugandan army has denied arming rebels in Burundi. => UGAMIL 016 BDIREB
Morocco lifts ban on foreign broadcasts. => MARGOV 0811 MAR
Ugandan police detain opposition leader ahead of rally => UGACOP 173 UGAOPP
Police in Uganda arrest opposition leader => UGACOP 173 UGAOPP
Burmese police station attacked => nothing
Finland handed over Estonian prisoners to Latvia. => FIN 0841 LVA
Poland accused Belarus of stoking the crisis by attacking two migrants. => POL 1123 BLR
Chad's president, in a telephone call with the Libyan leader, praised Ghana. => TCDGOV 041 LBYGOV, LBYGOV 041 TCDGOV, TCDGOV 051 GHA
Indian soldiers on Friday shot and killed a Nepalese smuggler near Lucknow. => INDMIL 193 NPLCRM
An Iranian opposition group called on France to free its leader. => IRNOPP 0253 FRA
Kosovo Albanians forced from their homes accused Serbia of genocide. => XKXALB 1124 SRB
Armed men dressed as police kidnapped three Germans in Iraq. => IRQUAF 181 DEUCVL
Macron, Turkish president speak by phone. => FRAGOV 041 TURGOV, TURGOV 041 FRAGOV
Bombing raids by Russian warplanes on Chechen positions had helped. => RUSMIL 195 RUSCHE
Kenya branded Sudan a sponsor of terrorism. => KEN 112 SDN
A Kenyan court found 12 gang members guilty of murder. => KENJUD 116 KENCRM
The Dutch envoy chose to go on with his mission to stop ten years of bloodshed. => nothing
"""

AGENTS = """
A Libyan court released him. He had been seized by Tuareg rebels and held. => nothing
Two Malian gunmen killed a priest before being shot by French soldiers. => MLIUAF 190 MLIREL, FRAMIL 193 MLIUAF
Two Malian ministers fled before being arrested by French soldiers. => nothing
A Saudi F-15 fighter jet struck a Yemeni barracks. => SAUMIL 195 YEMMIL
Rwanda and Uganda massed troops along their common border. => RWA 154 UGA, UGA 154 RWA
Ethiopian forces killed a Somali herder. Tanks moved into a Somali suburb. => ETHMIL 190 SOMAGR, ETHMIL 154 SOM
An Egyptian editor was charged in Cyprus with spreading lies. => CYPJUD 112 EGYMED
Hezbollah guerrillas captured Ehud Barak. => LBNREB 173 ISROPP
Air France's management and unions met. => FRABUS 040 FRALAB, FRALAB 040 FRABUS
A Kenyan envoy is to be tried in Spain. => nothing
The visit follows the arrest of two Chinese sailors by Japan. => JPN 173 CHNMIL
The talks in Oslo follow a wave of Turkish air strikes on Syria. => TUR 195 SYR
Ministers in Oslo discussed a wave of Turkish air strikes on Syria. => nothing
Canada has put the group Hezbollah on its list of terrorist organisations. => CAN 1722 LBNREB
Air France mechanics rejected the airline's offer. => FRALAB 120 FRABUS
Ukrainian captives were used as human shields by Russian soldiers. => RUSMIL 184 UKRCVL
Qatar was put under a trade embargo by Bahrain. => BHR 163 QAT
Hamas demanded the release of prisoners held by Israel. => PSEREB 1053 ISR
Chad condemned the raids carried out by Sudanese militias. => TCD 111 SDNUAF
A rally by Kazakh students was banned by the authorities. => KAZGOV 1721 KAZEDU
Lebanon's army arrested Islamist militants on Monday. => LBNMIL 173 LBNREB
A Zambian opposition leader was arrested at the airport. => ZMBCOP 173 ZMBOPP
Two Ethiopian newspapers were shut down by the government. => ETHGOV 1721 ETHMED
"""

MEANWHILE = """
Two Palestinians were killed when Israeli troops opened fire on a crowd. => ISRMIL 193 PSECVL
Five Afghans were killed after US planes bombed a village. => USA 195 AFGCVL
Three Colombian soldiers were killed when rebels attacked their base. => COLREB 190 COLMIL
Three Colombian soldiers were killed when their helicopter crashed. => nothing
Ten villagers died when Ugandan troops danced. => nothing
Israeli tanks rolled into the West Bank. Soldiers shot dead three militants in Jenin. => ISRMIL 194 PSE, ISRMIL 193 PSEREB
Israeli troops shot dead three Hamas gunmen. Hamas halted its attacks on Monday. => ISRMIL 193 PSEREB, PSEREB 087 ISR
Israel launched air raids on Lebanon. Two Lebanese were killed in the raids. => ISR 195 LBN
Israeli warplanes bombed Gaza City. Two women died in the Gaza strikes. => ISRMIL 195 PSE, ISRMIL 195 PSECVL
There have been clashes between Chadian troops and Sudanese rebels. => SDNREB 193 TCDMIL, TCDMIL 193 SDNREB
There may be clashes between Chadian troops and Sudanese rebels. => nothing
A hundred Afghans were killed in three nights of US air raids. => USA 195 AFGCVL
Malaysian police arrested a man believed to have gone to Australia. => MYSCOP 173 MYSCVL
A Kenyan man was found guilty of murder in Nairobi. => KENJUD 116 KENCVL
The attacks provoked Israeli air raids against Lebanon. => ISR 195 LBN
"""

OWNERS = """
The Peruvian foreign ministry did not respond to the Chilean charges. => PERGOV 011 CHL
Azerbaijani soldiers desecrated Armenian churches in Shusha. => AZEMIL 171 ARMREL
Chinese protesters defaced the Japanese consulate in Shanghai. => CHNOPP 171 JPNGOV
Taiwan raised its alert level because of Chinese drills. => TWN 152 CHN
Colombia suspended peace talks with the rebels. => COL 164 COLREB
Colombia suspended peace talks with the United States. => COL 164 USA
"""

SAID = """
Iran said documents showed Iraq was responsible for the bombing. => IRN 1123 IRQ
The Norwegian envoy walked out of an Indian-Pakistani security meeting. => NORGOV 164 IND, NORGOV 164 PAK
Kenya is not to blame for the fighting in Somalia, Ugandan President Yoweri Museveni said. => UGAGOV 052 KEN
Qatar said Iran was not behind the drone attack on Kuwait. => QAT 052 IRN
Kenya's government said it was not behind the bombing of a market in Somalia. => KENGOV 016 SOM
Israel said it had not bombed a village in Lebanon. => ISR 016 LBN
Iran said Israel had not bombed a village in Lebanon. => nothing
Spain is debating whether to recognise Kosovo. => ESP 014 XKX
Iraqi leaders asked Arab states to condemn Israel. => IRQGOV 113 ISR
Poland urged the European Union to impose sanctions on Belarus. => POL 113 BLR
Poland urged Germany to lift sanctions on Belarus. => POL 0254 DEU
"""


WHEREABOUTS = """
Rebel leaders from Ethiopia's Ogaden region called on Kenya to mediate. => ETHREB 020 KEN
Estonia's president paid tribute to the victims of the Manchester attack. => ESTGOV 017 GBRCVL
Burmese troops killed three rebels near the Thai border. => MMRMIL 190 MMRREB
Rebels based in Congo attacked a town in Rwanda. => CODREB 190 RWA
Indian troops stationed in Kashmir shot dead two militants. => INDMIL 193 INDREB
Gunmen attacked Mogadishu on Tuesday. => SOMUAF 190 SOMGOV
Rebels attacked Chad. => nothing
Soldiers from Niger killed the army chief. => NERMIL 186 NERMIL
Ethiopian rebel demands were rejected by the government. => ETHGOV 120 ETHREB
Two Japanese engineers were kidnapped in Kabul. => AFGUAF 181 JPNLAB
Attack on Turkish convoy kills three in northern Syria. => SYRUAF 190 TURCVL
A landslide killed three in northern Syria. => nothing
Students rallied outside the Pakistani embassy in Kathmandu over the killing. => NPLEDU 141 PAKGOV
Gunmen opened fire on a bus carrying Nigerian policemen near Kano, killing nine. => NGAUAF 193 NGACOP
Nepalese rebels vowed to blockade the capital unless the government freed their leaders. => NPLREB 1381 NPLGOV
"""


def codes(coder: Coder, text: str) -> list[str]:
    [(_, events)] = list(coder.code([Story("t", text)]))
    return sorted(f"{e.source} {e.code} {e.target}" for e in events)


@pytest.mark.parametrize(("text", "wanted"), cases(REPAIRED))
def test_what_the_parser_misreads_is_put_right(coder: Coder, text: str, wanted: list[str]) -> None:
    assert codes(coder, text) == wanted


@pytest.mark.parametrize(("text", "wanted"), cases(AGENTS))
def test_agents_that_hang_on_a_noun_or_hold_those_meant(coder: Coder, text: str, wanted: list[str]) -> None:
    assert codes(coder, text) == wanted


@pytest.mark.parametrize(("text", "wanted"), cases(MEANWHILE))
def test_whose_force_it_was_is_told_beside_it(coder: Coder, text: str, wanted: list[str]) -> None:
    assert codes(coder, text) == wanted


@pytest.mark.parametrize(("text", "wanted"), cases(OWNERS))
def test_whose_the_things_are_that_it_is_done_to(coder: Coder, text: str, wanted: list[str]) -> None:
    assert codes(coder, text) == wanted


@pytest.mark.parametrize(("text", "wanted"), cases(SAID))
def test_what_is_denied_weighed_or_asked_of_third_parties(coder: Coder, text: str, wanted: list[str]) -> None:
    assert codes(coder, text) == wanted


@pytest.mark.parametrize(("text", "wanted"), cases(WHEREABOUTS))
def test_where_those_are_at_home_whose_country_is_not_told(coder: Coder, text: str, wanted: list[str]) -> None:
    assert codes(coder, text) == wanted
