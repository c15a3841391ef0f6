"""From parse to clauses: who does what to whom in grammar, whatever the surface order.

In each case the verb in square brackets heads the clause. What is asked for: `subj`, `obj` and `iobj` (all of them), whether
it is `passive` or `not`, its `modal`; and `of X` for a prepositional argument, `inf|ing|that|wh X` for a complement among others.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from casebook import cases

from coder.language.clauses import NONE, Clause, Grammar
from coder.language.parse import Parse

PLAIN = """
Iran [accused] Iraq of shelling villages. => subj Iran, obj Iraq, of shelling
Iran [withdrew] its troops from Lebanon. => subj Iran, obj troops, from Lebanon
The army [withdrew] on Monday. => subj army, on Monday
Russia [is] ready to talk. => subj Russia, pred ready, inf talk
Peru [remains] an ally of Chile. => subj Peru, pred ally
On Sunday in Cairo, Egypt [signed] a treaty with Sudan. => subj Egypt, obj treaty, on Sunday, with Sudan
"""

PASSIVE = """
Iraq was [accused] by Iran of shelling villages. => passive, subj Iran, obj Iraq, of shelling
Iraq was [attacked]. => passive, obj Iraq
Two Frenchmen have been [kidnapped] by rebels in Somalia. => passive, subj rebels, obj Frenchmen, in Somalia
The town is being [shelled] from the hills. => passive, obj town, from hills
The villagers [killed] by soldiers were buried. => passive, subj soldiers, obj villagers
Villages [shelled] by Iran burned. => passive, subj Iran, obj Villages
The rebels got [attacked] by Rwanda. => passive, subj Rwanda, obj rebels
Peru was [given] aid by Japan. => passive, subj Japan, obj aid, iobj Peru
The weapons were [sold] to Iran by Russia. => passive, subj Russia, obj weapons, to Iran
The hostages were [kidnapped] and released by the rebels. => passive, subj rebels, obj hostages !! of coordinated participles with one by-phrase the first has no agent
The hostages were kidnapped and [released] by the rebels. => passive, subj rebels, obj hostages
"""

NEGATION = """
Iran did not [attack] Iraq. => not, subj Iran, obj Iraq
Iran didn't [attack] Iraq. => not, subj Iran, obj Iraq
Iran never [attacked] Iraq. => not, subj Iran, obj Iraq
Iran will not [attack] Iraq. => not, modal will, subj Iran, obj Iraq
Neither Iran nor Iraq [attacked] Kuwait. => not, subj Iran, obj Kuwait
No troops [attacked] Kuwait. => not, subj troops, obj Kuwait
Nobody [attacked] Kuwait. => not, subj Nobody, obj Kuwait
Iraq was not [attacked] by Iran. => not, passive, subj Iran, obj Iraq
Iran no longer [attacks] Iraq. => not, subj Iran, obj Iraq !! "no longer" isn't seen
Iran hardly [attacked] Iraq at all. => subj Iran, obj Iraq
Not Iran but Iraq [attacked] Kuwait. => subj Iraq, obj Kuwait !! the contrasted Iran stays the subject, and the clause negated
"""

MODALS = """
Iran will [visit] Iraq. => modal will, subj Iran, obj Iraq
Iran 'll [visit] Iraq. => modal 'll, subj Iran, obj Iraq
Iran must [withdraw] its troops. => modal must, subj Iran, obj troops
Iran could have [attacked] Iraq. => modal could, subj Iran, obj Iraq
Iran would [visit] Iraq. => modal would, subj Iran, obj Iraq
Iran will visit Iraq and [meet] its leaders. => modal will, subj Iran, obj leaders
Iraq should be [attacked]. => modal should, passive, obj Iraq
"""

CONTROL = """
Japan urged Iran to [withdraw] its troops. => subj Iran, obj troops
Japan [urged] Iran to withdraw its troops. => subj Japan, obj Iran, inf withdraw
Iran was urged by Japan to [withdraw] its troops. => subj Iran, obj troops
Iran refused to [withdraw] its troops. => subj Iran, obj troops
Iran promised Iraq to [withdraw] its troops. => subj Iran, obj troops !! 'promise' is not told from verbs whose object acts
Japan called on Iran to [withdraw] its troops. => subj Iran, obj troops
Japan forced Iran to [withdraw] its troops. => subj Iran, obj troops
Iran seems to have [attacked] Iraq. => subj Iran, obj Iraq
Iran is said to have [attacked] Iraq. => subj Iran, obj Iraq
Iran began to [withdraw] its troops. => subj Iran, obj troops
Iran stopped [shelling] Iraq. => subj Iran, obj Iraq
Japan accused Iran of [shelling] Iraq. => subj Iran, obj Iraq
Iran was accused of [shelling] Iraq. => subj Iran, obj Iraq
Japan condemned Iran for [attacking] Iraq. => subj Iran, obj Iraq
Japan prevented Iran from [attacking] Iraq. => subj Iran, obj Iraq
Iran apologized for [attacking] Iraq. => subj Iran, obj Iraq
Iran denied [attacking] Iraq. => subj Iran, obj Iraq
Japan wants Iran to [leave] Iraq. => subj Iran, obj Iraq
"""

RELATIVE = """
The group, which [attacked] the town, fled. => subj group, obj town
Rwanda, which had [backed] the rebels, denied it. => subj Rwanda, obj rebels
The rebels who [kidnapped] two Italians fled. => subj rebels, obj Italians
The town that Russia [attacked] burned. => subj Russia, obj town
The town Russia [attacked] burned. => subj Russia, obj town
The country to which Russia [sent] troops protested. => subj Russia, obj troops, to country
The rebels, who were [attacked] by Rwanda, fled. => passive, subj Rwanda, obj rebels
Troops [backed] by Russia attacked the town. => passive, subj Russia, obj Troops
Troops backed by Russia [attacked] the town. => subj Troops, obj town
Soldiers [guarding] the embassy fled. => subj Soldiers, obj embassy
The minister, [accused] of spying, fled. => passive, obj minister, of spying
What Iran [did] shocked Iraq. => subj Iran, obj What
"""

PARTICIPLES = """
Crossing the border, Iran [attacked] Iraq. => subj Iran, obj Iraq
[Crossing] the border, Iran attacked Iraq. => subj Iran, obj border
Iran attacked Iraq, [killing] five soldiers. => subj Iran, obj soldiers
After [meeting] the president, the envoy flew to Egypt. => subj envoy, obj president
[Accused] of spying, the diplomat left Peru. => passive, obj diplomat, of spying
Having [signed] the treaty, Egypt freed the prisoners. => subj Egypt, obj treaty
Iran crossed the border to [attack] Iraq. => subj Iran, obj Iraq
Iran [crossed] the border to attack Iraq. => subj Iran, obj border, purpose attack
To [avoid] war, Egypt withdrew. => subj Egypt, obj war
Egypt flew to Iran in order to [meet] its leaders. => subj Egypt, obj leaders
"""

COORDINATION = """
Iran [attacked] Iraq and seized a town. => subj Iran, obj Iraq
Iran attacked Iraq and [seized] a town. => subj Iran, obj town
Iran attacked Iraq, [shelled] Kuwait and seized a town. => subj Iran, obj Kuwait
Iran attacked Iraq but Egypt [condemned] Syria. => subj Egypt, obj Syria
Iran [visited] and praised Iraq. => subj Iran, obj Iraq
Iran visited and [praised] Iraq. => subj Iran, obj Iraq
Japan urged Iran to free the hostages and [withdraw] its troops. => subj Iran, obj troops
Japan said Iran had attacked Iraq and [shelled] Kuwait. => subj Iran, obj Kuwait
Iran was [attacked] and Iraq condemned it. => passive, obj Iran
"""

REPORTED = """
Japan [said] Iran had attacked Iraq. => subj Japan, that attacked
Japan said that Iran had [attacked] Iraq. => subj Iran, obj Iraq
"Iran has [attacked] Iraq," the minister said. => subj Iran, obj Iraq
Iran has [attacked] Iraq, the minister said. => subj Iran, obj Iraq
According to Japan, Iran [attacked] Iraq. => subj Iran, obj Iraq
Iran, officials said, had [attacked] Iraq. => subj Iran, obj Iraq
Japan [asked] whether Iran had attacked Iraq. => subj Japan, wh attacked
Japan [demanded] that Iran leave Iraq. => subj Japan, that leave
"""

PARTICLES = """
Iran [broke] off talks with Iraq. => subj Iran, obj talks, particle off, with Iraq
Iran broke talks [off]. =>  nothing !! placeholder
"""

DATIVES = """
Japan [gave] Peru aid. => subj Japan, iobj Peru, obj aid
Japan [gave] aid to Peru. => subj Japan, obj aid, to Peru
Russia [sold] Iran weapons. => subj Russia, iobj Iran, obj weapons
Japan [sent] Peru and Chile food. => subj Japan, iobj Peru, obj food
Japan [offered] Peru aid. => subj Japan, iobj Peru, obj aid
"""

NOUNS = """
Japan [offered] talks with Iran. => subj Japan, obj talks, with Iran
Japan [demanded] the withdrawal of troops from Lebanon. => subj Japan, obj withdrawal, of troops
Iran [accepted] an offer to negotiate. => subj Iran, obj offer, inf negotiate
"""
TABLES = {name: page for name, page in globals().items() if name.isupper() and isinstance(page, str)}
