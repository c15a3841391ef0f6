"""From parse to clauses: who does what to whom in grammar, whatever the surface order.

In each case the verb in square brackets heads the clause. What is asked for: `subj`, `obj` and `iobj` (all of them), whether
it is `passive` or `not`, its `modal`; and `of X` for a prepositional argument, `inf|ing|that|wh X` for a complement among others.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from casebook import cases
from hypothesis import given, settings
from hypothesis import strategies as st

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
Two Frenchmen have been [kidnapped] in Somalia by rebels. => passive, subj rebels, obj Frenchmen, in Somalia
The town is being [shelled] from the hills. => passive, obj town, from hills
The villagers [killed] by soldiers were buried. => passive, subj soldiers, obj villagers
Villages [shelled] by Iran burned. => passive, subj Iran, obj Villages
The rebels got [attacked] by Rwanda. => passive, subj Rwanda, obj rebels
Peru was [given] aid by Japan. => passive, subj Japan, obj aid, iobj Peru
The weapons were [sold] to Iran by Russia. => passive, subj Russia, obj weapons, to Iran
The hostages were [kidnapped] and released by the rebels. => passive, subj rebels, obj hostages
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
Iran no longer [attacks] Iraq. => not, subj Iran, obj Iraq
Iran hardly [attacked] Iraq at all. => subj Iran, obj Iraq
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
The town where Russia [attacked] the rebels burned. => subj Russia, obj rebels
The war that Russia [began] in the town ended. => subj Russia, obj war
The country to which Russia [sent] troops protested. => subj Russia, obj troops, to country
The rebels, who were [attacked] by Rwanda, fled. => passive, subj Rwanda, obj rebels
Troops [backed] by Russia attacked the town. => passive, subj Russia, obj Troops
Troops backed by Russia [attacked] the town. => subj Troops, obj town
Soldiers [guarding] the embassy fled. => subj Soldiers, obj embassy
The minister, [accused] of spying, fled. => passive, obj minister, of spying
Iran said what it had [done]. => subj it, obj what
"""

PARTICIPLES = """
Crossing the border, Iran [attacked] Iraq. => subj Iran, obj Iraq
[Crossing] the border, Iran attacked Iraq. => subj Iran, obj border
Iran attacked Iraq, [killing] five soldiers. => subj Iran, obj soldiers
After [meeting] the president, the envoy flew to Egypt. => subj envoy, obj president
[Accused] of spying, the diplomat left Peru. => passive, obj diplomat, of spying
Having [signed] the treaty, Egypt freed the prisoners. => subj Egypt, obj treaty
The envoy flew to Egypt to [meet] its leaders. => subj envoy, obj leaders
The envoy [flew] to Egypt to meet its leaders. => subj envoy, to Egypt, purpose meet
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
Iran [called] off the talks. => subj Iran, obj talks, particle off
Iran [handed] the prisoners over. => subj Iran, obj prisoners, particle over
The talks were [called] off by Iran. => passive, subj Iran, obj talks, particle off
Rebels [blew] up the bridge. => subj Rebels, obj bridge, particle up
Iran [pulled] its troops out of Iraq. => subj Iran, obj troops, out_of Iraq
Japan [called] on Iran to withdraw. => subj Japan, on Iran, inf withdraw
"""

DATIVES = """
Japan [gave] the rebels aid. => subj Japan, iobj rebels, obj aid
Japan [gave] Peru aid. => subj Japan, iobj Peru, obj aid !! the parser takes the name for a modifier: "Peru aid"
Japan [gave] aid to Peru. => subj Japan, obj aid, to Peru
Russia [sold] Iran weapons. => subj Russia, iobj Iran, obj weapons
Iran [gave] him a letter. => subj Iran, iobj him, obj letter
The rebels were [offered] an amnesty by Peru. => passive, subj Peru, iobj rebels, obj amnesty
"""

NOUNS = """
Japan [offered] talks with Iran. => subj Japan, obj talks, with Iran
Japan [demanded] the withdrawal of troops from Lebanon. => subj Japan, obj withdrawal, of troops
Iran [accepted] an offer to negotiate. => subj Iran, obj offer, inf negotiate
"""


def told(clause: Clause, parse: Parse) -> tuple[list[str], list[str]]:
    """(what has to be told completely, what else there is) of a clause, each item as the tables write it."""
    words = parse.words
    whole = ["passive"] * clause.passive + ["not"] * clause.negated
    if clause.modal:
        whole.append(f"modal {clause.modal}")
    if clause.subject != NONE:
        whole.append(f"subj {words[clause.subject]}")
    for relation in ("obj", "iobj"):
        whole += [f"{relation} {words[argument.head]}" for argument in clause.of(relation)]
    rest = [f"particle {particle}" for particle in clause.particles]
    rest += [f"pred {words[argument.head]}" for argument in clause.of("pred")]
    rest += [f"{argument.prep} {words[argument.head]}" for argument in clause.of("prep")]
    rest += [f"{argument.kind} {words[argument.head]}" for argument in clause.of("comp")]
    return whole, rest


def check(parsed: Callable[..., list[Parse]], text: str, wanted: list[str]) -> None:
    before, _, rest = text.partition("[")
    verb, _, after = rest.partition("]")
    (parse,) = parsed(before + verb + after)
    clause = Grammar(parse).clause(parse.offsets.index(len(before)))
    whole, others = told(clause, parse)
    assert sorted(whole) == [item for item in wanted if item not in others]
    assert set(wanted) <= {*whole, *others}


@pytest.mark.parametrize(("text", "wanted"), cases(PLAIN))
def test_plain_clauses(parsed: Callable[..., list[Parse]], text: str, wanted: list[str]) -> None:
    check(parsed, text, wanted)


@pytest.mark.parametrize(("text", "wanted"), cases(PASSIVE))
def test_the_agent_of_a_passive_is_its_subject(
    parsed: Callable[..., list[Parse]], text: str, wanted: list[str]
) -> None:
    check(parsed, text, wanted)


@pytest.mark.parametrize(("text", "wanted"), cases(NEGATION))
def test_negation(parsed: Callable[..., list[Parse]], text: str, wanted: list[str]) -> None:
    check(parsed, text, wanted)


@pytest.mark.parametrize(("text", "wanted"), cases(MODALS))
def test_modals(parsed: Callable[..., list[Parse]], text: str, wanted: list[str]) -> None:
    check(parsed, text, wanted)


@pytest.mark.parametrize(("text", "wanted"), cases(CONTROL))
def test_who_does_what_an_infinitive_or_gerund_says(
    parsed: Callable[..., list[Parse]], text: str, wanted: list[str]
) -> None:
    check(parsed, text, wanted)


@pytest.mark.parametrize(("text", "wanted"), cases(RELATIVE))
def test_relative_clauses_full_and_reduced(parsed: Callable[..., list[Parse]], text: str, wanted: list[str]) -> None:
    check(parsed, text, wanted)


@pytest.mark.parametrize(("text", "wanted"), cases(PARTICIPLES))
def test_participles_and_purposes_take_over_the_subject(
    parsed: Callable[..., list[Parse]], text: str, wanted: list[str]
) -> None:
    check(parsed, text, wanted)


@pytest.mark.parametrize(("text", "wanted"), cases(COORDINATION))
def test_coordinated_verbs_share_what_they_have(
    parsed: Callable[..., list[Parse]], text: str, wanted: list[str]
) -> None:
    check(parsed, text, wanted)


@pytest.mark.parametrize(("text", "wanted"), cases(REPORTED))
def test_speech_and_what_it_reports(parsed: Callable[..., list[Parse]], text: str, wanted: list[str]) -> None:
    check(parsed, text, wanted)


@pytest.mark.parametrize(("text", "wanted"), cases(PARTICLES))
def test_particles(parsed: Callable[..., list[Parse]], text: str, wanted: list[str]) -> None:
    check(parsed, text, wanted)


@pytest.mark.parametrize(("text", "wanted"), cases(DATIVES))
def test_datives(parsed: Callable[..., list[Parse]], text: str, wanted: list[str]) -> None:
    check(parsed, text, wanted)


@pytest.mark.parametrize(("text", "wanted"), cases(NOUNS))
def test_what_hangs_on_the_object_is_an_argument_too(
    parsed: Callable[..., list[Parse]], text: str, wanted: list[str]
) -> None:
    check(parsed, text, wanted)


# -- noun phrases ----------------------------------------------------------------------------------------------------

CONJUNCTS = """
[Iran], Iraq and Kuwait met. => Iran, Iraq, Kuwait
Egypt met [Iran] and Iraq. => Iran, Iraq
Egypt met [leaders] of Iran and Iraq. => leaders
Egypt blamed [Iran], not Iraq. => Iran
"""


@pytest.mark.parametrize(("text", "wanted"), cases(CONJUNCTS))
def test_a_compound_is_all_that_is_coordinated(
    parsed: Callable[..., list[Parse]], text: str, wanted: list[str]
) -> None:
    before, _, rest = text.partition("[")
    word, _, after = rest.partition("]")
    (parse,) = parsed(before + word + after)
    found = Grammar(parse).conjuncts(parse.offsets.index(len(before)))
    assert sorted(parse.words[i] for i in found) == wanted


AGENTS = """
Japan condemned Russia's [attack] on Ukraine. => Russia
Japan condemned the [attack] by Russia on Ukraine. => Russia
Russia launched an [attack] on Ukraine. => Russia
Japan condemned the [attack]. => Japan
The [attack] shocked Japan. => nothing
"""


@pytest.mark.parametrize(("text", "wanted"), cases(AGENTS))
def test_who_does_what_a_noun_says(parsed: Callable[..., list[Parse]], text: str, wanted: list[str]) -> None:
    before, _, rest = text.partition("[")
    word, _, after = rest.partition("]")
    (parse,) = parsed(before + word + after)
    agent = Grammar(parse).agent(parse.offsets.index(len(before)))
    assert [parse.words[agent]] * (agent != NONE) == wanted


# -- whatever the parser says ----------------------------------------------------------------------------------------

LABELS = st.sampled_from(
    [
        "nsubj",
        "nsubjpass",
        "dobj",
        "prep",
        "pobj",
        "pcomp",
        "ccomp",
        "xcomp",
        "advcl",
        "relcl",
        "acl",
        "conj",
        "agent",
        "aux",
        "auxpass",
        "neg",
        "mark",
    ]
)
TAGS = st.sampled_from(["NN", "NNP", "VBD", "VBG", "VBN", "VB", "IN", "TO", "MD", "WDT", "PRP"])


@st.composite
def trees(draw: st.DrawFn) -> Parse:
    """Any labels on any trees: the parser promises no more than that a root is labelled ROOT."""
    size = draw(st.integers(1, 9))
    order = draw(st.permutations(range(size)))
    heads = [0] * size
    for place, i in enumerate(order):
        heads[i] = draw(st.sampled_from(order[: place + 1]))  # itself: a further root
    labels = [draw(LABELS) if heads[i] != i else "ROOT" for i in range(size)]
    words = [draw(st.sampled_from(["to", "by", "who", "attack", "Iran", "not"])) for _ in range(size)]
    return Parse(" ".join(words), 0, words, [draw(TAGS) for _ in range(size)], labels, heads, [0] * size)


@settings(max_examples=300)
@given(trees())
def test_no_parse_leads_into_a_circle(parse: Parse) -> None:
    grammar = Grammar(parse)
    for i in range(len(parse)):
        clause = grammar.clause(i)
        assert all(a.head < len(parse) for relation in clause.arguments.values() for a in relation)
