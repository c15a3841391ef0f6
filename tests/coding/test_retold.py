"""What a sentence takes up from the story: who accused, who met, who holds whom. Coded with the built-in dictionaries.

A case is a story and, after the bar, its last sentence; asked for are the events of the last sentence alone.
"""

from __future__ import annotations

import pytest
from casebook import cases

from coder import Coder
from coder.records import Story

DENIED = """
| Kenya accused Uganda of arming the rebels, a charge that Kampala rejects. => KEN 1123 UGA, UGAGOV 016 KEN
| Kenya accused Uganda of arming the rebels, an accusation Kampala has denied. => KEN 1123 UGA, UGAGOV 016 KEN
| Kenya accused Uganda of lying, a charge Kampala denies. => KEN 112 UGA, UGAGOV 016 KEN
| Kenya accused Uganda of arming the rebels, which Kampala denies. => KEN 1123 UGA, UGAGOV 016 KEN
| Kenya rejected the charge that Uganda lied. => KEN 016 UGA
Chad and Niger accused Libya of arming rebels. | Libya denied the accusations. => LBY 016 TCD, LBY 016 NER
Syrian troops killed ten Turkish soldiers in an air strike. | Russia denied that its aircraft had taken part in the attack. => RUS 016 TURMIL
Peru condemned Chile on Monday. | Bolivia denied the accusation. => nothing
"""

MET = """
Peru's president met the leader of Chile in Lima. | Bolivia's president joined the talks. => BOLGOV 046 PERGOV, BOLGOV 046 CHLGOV
Peru's president and Chile's foreign minister met in Lima. | The meeting also called on Bolivia to free its prisoners. => PERGOV 0253 BOL, CHLGOV 0253 BOL
| Colombia's president and Brazil's foreign minister, who met in Lima on Monday, praised Chile. => COLGOV 044 BRAGOV, BRAGOV 044 COLGOV, COLGOV 051 CHL, BRAGOV 051 CHL
It rained in Lima. | Bolivia's president joined the talks. => nothing
"""

HELD = """
| Two Senegalese journalists were detained by police and later released. => SENCOP 173 SENMED, SENCOP 0841 SENMED
Libyan rebels kidnapped two Tunisian doctors in May. | The Tunisians were released on Friday. => LBYREB 0841 TUN
Libya condemned Tunisia in May. | The Tunisians were released on Friday. => nothing
"""

SIDES = """
Sudan's rebels attacked the army. The Egyptian president met his Kenyan counterpart. | Each side blamed the other. => SDNREB 112 SDNMIL, SDNMIL 112 SDNREB
Sudan's rebels attacked the army. Sudanese troops shelled the rebels. Sudan is tired. | Qatar brokered a truce. => QAT 045 SDNMIL, QAT 045 SDNREB
| Qatar and Turkey brokered a truce. => nothing
Poland imposed sanctions on Belarus. | Belarus threatened to retaliate. => BLR 138 POL
"""

FINITE = """
Peru's former president lives in exile in Bolivia. | That country granted him asylum in May. => BOL 075 PERELI
| A delegation led by Norway's envoy met the president of Mali. => NORGOV 040 MLIGOV, MLIGOV 040 NORGOV
| Norway urged Mali's new government to free the prisoners. => NOR 0253 MLIGOV
| The opposition in Peru called on the government to resign and threatened new protests. => PEROPP 0241 PERGOV, PEROPP 133 PER
| Sudan's rebels attacked three army camps in the area. => SDNREB 190 SDNMIL
"""


@pytest.mark.parametrize(("text", "wanted"), cases(DENIED + MET + HELD + SIDES + FINITE))
def test_what_was_told_before_says_who_is_meant(coder: Coder, text: str, wanted: list[str]) -> None:
    before, _, last = text.rpartition("| ")
    [(_, found)] = coder.code([Story("s", before + last)])
    told = sorted(f"{e.source} {e.code} {e.target}" for e in found if e.text == last)
    assert told == sorted(wanted)
