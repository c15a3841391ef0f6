"""Who a noun phrase is: country, role and more, within its sentence. Coded in the tests' own world."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from casebook import cases, dated
from hypothesis import given, settings
from hypothesis import strategies as st

from coder.coding.actors import NameFinder
from coder.dictionaries.compile import compile_dictionaries
from coder.dictionaries.names import fold, name_key

Codes = Callable[..., list[str]]

COUNTRY = """
France's foreign minister met Germany's chancellor. => FRAGOV 040 DEUGOV, DEUGOV 040 FRAGOV
The French foreign minister met the German chancellor. => FRAGOV 040 DEUGOV, DEUGOV 040 FRAGOV
The foreign minister of France met the chancellor of Germany. => FRAGOV 040 DEUGOV, DEUGOV 040 FRAGOV
Iranian troops attacked Iraq. => IRNMIL 190 IRQ
Troops from Iran attacked Iraq. => IRNMIL 190 IRQ
Iran's army attacked Iraq. => IRNMIL 190 IRQ
Peruvian police arrested two Chilean students. => PERCOP 173 CHLEDU
Police in Peru arrested two Chilean students. => PERCOP 173 CHLEDU
Rebels in Sudan attacked Ethiopia. => SDNREB 190 ETH
Sudanese rebels attacked Ethiopian soldiers. => SDNREB 190 ETHMIL
Rebels kidnapped two Italians. => nothing
Rebels kidnapped two Italians in Somalia. => SOMREB 181 ITACVL
The parliament of Peru condemned Chile. => PERLEG 111 CHL
A Kenyan court condemned Uganda. => KENJUD 111 UGA
Kenya's opposition condemned Uganda. => KENOPP 111 UGA
Kenyan opposition leaders condemned Uganda. => KENOPP 111 UGA
The Kenyan army spokesman condemned Uganda. => KENMIL 111 UGA
A spokesman for the Kenyan army condemned Uganda. => KENMIL 111 UGA
A spokesman for Kenya's foreign ministry condemned Uganda. => KENGOV 111 UGA
An Iranian newspaper condemned Iraq. => IRNMED 111 IRQ
Hundreds of Kenyan students protested against Uganda. => KENEDU 141 UGA
The Israeli embassy in Kenya was attacked by Somali gunmen. => SOMUAF 190 ISRGOV
US-led forces attacked Iraq. => USAMIL 190 IRQ
Syrian-backed rebels attacked Israel. => nothing
Iran, whose troops attacked Iraq, condemned Israel. => IRNMIL 190 IRQ, IRN 111 ISR
Iran's envoy to Iraq condemned Kuwait. => IRNGOV 111 KWT
The Iranian ambassador in Baghdad condemned Kuwait. => IRNGOV 111 KWT
The US ambassador to the United Nations condemned Iran. => USAGOV 111 IRN
The UN envoy to Iraq condemned Iran. => IGOUNO 111 IRN
Members of Hezbollah attacked Israel. => LBNREB 190 ISR
A group of Iranian soldiers attacked Iraq. => IRNMIL 190 IRQ
One of the Iranian soldiers attacked Iraq. => IRNMIL 190 IRQ
Police in the Kenyan city of Mombasa arrested two Somalis. => KENCOP 173 SOMCVL
In Kenya, police arrested two Somalis. => KENCOP 173 SOMCVL
Anti-American protesters condemned Israel. => nothing
"""

NAMES = """
2004-03-01: Tomas Brenik visited Kenya. => RUSGOV 042 KEN, KEN 043 RUSGOV
2004-03-01: Russian President Tomas Brenik visited Kenya. => RUSGOV 042 KEN, KEN 043 RUSGOV
2004-03-01: Russia's president, Tomas Brenik, visited Kenya. => RUSGOV 042 KEN, KEN 043 RUSGOV
2004-03-01: Tomas Brenik, the president of Russia, visited Kenya. => RUSGOV 042 KEN, KEN 043 RUSGOV
2004-03-01: President Okoro visited Uganda. => KENGOV 042 UGA, UGA 043 KENGOV
2004-03-01: President Rahman visited Uganda. => PAKGOV 042 UGA, UGA 043 PAKGOV
1990-03-01: President Okoro visited Uganda. => nothing
2004-03-01: Okoro visited Uganda. => nothing
2004-03-01: Helena Strand condemned Iran. => IGOUNO 111 IRN
The United Nations condemned Iran. => IGOUNO 111 IRN
The UN condemned Iran. => IGOUNO 111 IRN
The U.N. Security Council condemned Iran. => IGOUNOSEC 111 IRN
The UN Security Council condemned Iran. => IGOUNOSEC 111 IRN
UN troops attacked Serbia. => IGOUNO 190 SRB
NATO bombed Serbia. => IGOWSTNAT 195 SRB
NATO warplanes bombed Serbia. => IGOWSTNAT 195 SRB
The White House condemned Iran. => USAGOV 111 IRN
Hezbollah attacked Israel. => LBNREB 190 ISR
Hezbollah fighters attacked Israel. => LBNREB 190 ISR
Hezbollah's leader condemned Israel. => LBNREB 111 ISR
2004-03-01: Shining Dawn attacked Chile. => PERREB 190 CHL
2004-03-01: Viktor Sokolénko condemned Russia. => UKRGOV 111 RUS
2004-03-01: Viktor Sokolenko condemned Russia. => UKRGOV 111 RUS
The Mindanao Freedom Front attacked China. => PHLSEP 190 CHN
Iranians attacked Iraq. => IRN 190 IRQ
Two Iranians attacked Iraq. => IRNCVL 190 IRQ
Kenya arrested an American. => KEN 173 USACVL !! only a number makes citizens of "Americans", not the article of a single one
The Kurds attacked Iraq. => KRD 190 IRQ
Iraq attacked the Kurds. => IRQ 190 KRD
The Soviet Union attacked Iran. => SUN 190 IRN
The USSR attacked Iran. => SUN 190 IRN
Soviet troops attacked Iran. => SUNMIL 190 IRN
North Korea attacked South Korea. => PRK 190 KOR
North Korean troops attacked South Korea. => PRKMIL 190 KOR
NORTH KOREA ATTACKED SOUTH KOREA => PRK 190 KOR
Iran Air condemned Iraq. => nothing
Paris Winter visited Kenya. => nothing
"""

DATED = """
1990-01-01: Tomas Brenik visited Kenya. => RUS 042 KEN, KEN 043 RUS
1997-05-01: Tomas Brenik visited Kenya. => RUSOPP 042 KEN, KEN 043 RUSOPP
1999-05-01: Tomas Brenik visited Kenya. => RUSELI 042 KEN, KEN 043 RUSELI
2000-05-06: Tomas Brenik visited Kenya. => RUSELI 042 KEN, KEN 043 RUSELI
2000-05-07: Tomas Brenik visited Kenya. => RUSGOV 042 KEN, KEN 043 RUSGOV
2008-05-06: Tomas Brenik visited Kenya. => RUSGOV 042 KEN, KEN 043 RUSGOV
2008-05-07: Tomas Brenik visited Kenya. => RUSELI 042 KEN, KEN 043 RUSELI
Tomas Brenik visited Kenya. => RUSGOV 042 KEN, KEN 043 RUSGOV
1970-01-01: Shining Dawn attacked Chile. => PERREB 190 CHL
1985-01-01: The Soviet Union attacked Iran. => SUN 190 IRN
"""

FORMER = """
2004-03-01: Former Russian president Tomas Brenik visited Kenya. => RUSELI 042 KEN, KEN 043 RUSELI
2004-03-01: Former president Tomas Brenik visited Kenya. => RUSELI 042 KEN, KEN 043 RUSELI
The former president of Peru visited Kenya. => PERELI 042 KEN, KEN 043 PERELI
Peru's former president visited Kenya. => PERELI 042 KEN, KEN 043 PERELI
An ex-minister of Peru visited Kenya. => PERELI 042 KEN, KEN 043 PERELI
The ex-president of Peru visited Kenya. => PERELI 042 KEN, KEN 043 PERELI
"""

CAPITALS = """
Moscow condemned Tehran. => RUSGOV 111 IRNGOV
Baku accused Yerevan of shelling its positions. => AZEGOV 1123 ARMGOV
Israel bombed Damascus. => ISR 195 SYRGOV
The president of Kenya visited Moscow. => KENGOV 042 RUSGOV, RUSGOV 043 KENGOV
Israel bombed Aleppo. => ISR 195 SYR
Israel bombed the city of Aleppo. => ISR 195 SYR
Israel bombed the Syrian city of Aleppo. => ISR 195 SYR
Iran attacked Basra, Iraq. => IRN 190 IRQ
Iran attacked southern Iraq. => IRN 190 IRQ
Iran attacked parts of Iraq. => IRN 190 IRQ
Protesters in Tehran condemned Iraq. => IRNOPP 111 IRQ
The Moscow government condemned Iran. => RUSGOV 111 IRN
Officials in Moscow condemned Iran. => RUSGOV 111 IRN
Russian troops shelled Kharkiv. => RUSMIL 194 UKR
Israel attacked Gaza. => ISR 190 PSE
"""

NEEDS = """
Georgia attacked Iran. => nothing
Georgia attacked Iran, Tbilisi officials said. => GEO 190 IRN
Georgia attacked Iran after Russia condemned Kenya. => GEO 190 IRN, RUS 111 KEN
Georgia attacked Russia. => GEO 190 RUS
Georgian troops attacked Iran. => GEOMIL 190 IRN
The Front condemned France. => nothing
The Front, the Algiers party, condemned France. => DZAOPP 111 FRA
"""

COMPOUND = """
France and Germany condemned Iran. => FRA 111 IRN, DEU 111 IRN
France, Germany and Italy condemned Iran. => FRA 111 IRN, DEU 111 IRN, ITA 111 IRN
France condemned Iran and Iraq. => FRA 111 IRN, FRA 111 IRQ
The presidents of Kenya and Uganda condemned Sudan. => KENGOV 111 SDN, UGAGOV 111 SDN
US and British troops attacked Iraq. => USAMIL 190 IRQ, GBRMIL 190 IRQ
French and German ministers condemned Iran. => FRAGOV 111 IRN, DEUGOV 111 IRN
Israeli soldiers and settlers attacked Palestinians. => ISRMIL 190 PSE, ISRSET 190 PSE
The French president and his German counterpart condemned Iran. => FRAGOV 111 IRN, DEUGOV 111 IRN
Both France and Germany condemned Iran. => FRA 111 IRN, DEU 111 IRN
France as well as Germany condemned Iran. => FRA 111 IRN, DEU 111 IRN
Germany, not France, condemned Iran. => DEU 111 IRN
Iran condemned France, Germany and the EU. => IRN 111 FRA, IRN 111 DEU, IRN 111 IGOEUREEC
"""

APPOSITION = """
Karim Nazari, Iran's oil minister, visited Iraq. => IRNGOV 042 IRQ, IRQ 043 IRNGOV
Iran's oil minister, Karim Nazari, visited Iraq. => IRNGOV 042 IRQ, IRQ 043 IRNGOV
Iranian oil minister Karim Nazari visited Iraq. => IRNGOV 042 IRQ, IRQ 043 IRNGOV
Karim Nazari, a spokesman for the Iranian army, condemned Iraq. => IRNMIL 111 IRQ
Israel attacked Iran's ally Syria. => ISR 190 SYR !! the possessor's code is taken, though the apposition says which ally
The minister, Karim Nazari, visited Iraq. => nothing
Karim Nazari visited Iraq. => nothing
Nazari, 54, visited Iraq. => nothing
Kharkiv, a city in Ukraine, was shelled by Russia. => RUS 194 UKR
"""

NOTACTORS = """
The storm attacked Iran. => nothing
Iran attacked the problem. => nothing
The wheat harvest condemned Iran. => nothing
Chinese cabbage attacked Iran. => nothing
He attacked Iran. => nothing
It condemned Iraq. => nothing
The report condemned Iran. => nothing
An earthquake killed two Iranians. => nothing
Iran condemned Iranians. => nothing
"""


@pytest.mark.parametrize(("text", "wanted"), cases(COUNTRY))
def test_the_country_of_a_role(codes: Codes, text: str, wanted: list[str]) -> None:
    assert codes(*dated(text)) == wanted


@pytest.mark.parametrize(("text", "wanted"), cases(NAMES))
def test_names(codes: Codes, text: str, wanted: list[str]) -> None:
    assert codes(*dated(text)) == wanted


@pytest.mark.parametrize(("text", "wanted"), cases(DATED))
def test_an_actors_code_on_the_day_of_the_story(codes: Codes, text: str, wanted: list[str]) -> None:
    assert codes(*dated(text)) == wanted


@pytest.mark.parametrize(("text", "wanted"), cases(FORMER))
def test_former_office_holders(codes: Codes, text: str, wanted: list[str]) -> None:
    assert codes(*dated(text)) == wanted


@pytest.mark.parametrize(("text", "wanted"), cases(CAPITALS))
def test_capitals_and_cities(codes: Codes, text: str, wanted: list[str]) -> None:
    assert codes(*dated(text)) == wanted


@pytest.mark.parametrize(("text", "wanted"), cases(NEEDS))
def test_an_ambiguous_name_needs_evidence_in_the_story(codes: Codes, text: str, wanted: list[str]) -> None:
    assert codes(*dated(text)) == wanted


@pytest.mark.parametrize(("text", "wanted"), cases(COMPOUND))
def test_compounds(codes: Codes, text: str, wanted: list[str]) -> None:
    assert codes(*dated(text)) == wanted


@pytest.mark.parametrize(("text", "wanted"), cases(APPOSITION))
def test_apposition(codes: Codes, text: str, wanted: list[str]) -> None:
    assert codes(*dated(text)) == wanted


@pytest.mark.parametrize(("text", "wanted"), cases(NOTACTORS))
def test_what_is_no_actor(codes: Codes, text: str, wanted: list[str]) -> None:
    assert codes(*dated(text)) == wanted


# -- finding names ---------------------------------------------------------------------------------------------------

WORDS = ("Al", "Nur", "Bank", "of", "the", "chad", "Sa'id", "José")


def slowly(names: set[tuple[str, ...]], words: list[str]) -> list[tuple[int, int]]:
    """Spans of the longest names from left to right, tried one by one; "the Nur" is none in "the Nur Bank"."""
    folded = [fold(word) for word in words]
    spans: list[tuple[int, int]] = []
    i = 0
    while i < len(words):
        lengths = [n for n in range(1, len(words) - i + 1) if tuple(folded[i : i + n]) in names]
        if words[i] == "the" and i + 2 < len(words) and words[i + 2][0].isupper():
            lengths = [n for n in lengths if n != 2]
        if lengths:
            spans.append((i, i + max(lengths) - 1))
        i += max(lengths, default=1)
    return spans


@given(
    st.sets(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(tuple), max_size=12),
    st.lists(st.sampled_from((*WORDS, "said")), max_size=14),
)
@settings(max_examples=60)
def test_the_longest_names_are_found_wherever_they_stand(
    tmp_path_factory: pytest.TempPathFactory, names: set[tuple[str, ...]], words: list[str]
) -> None:
    """Every other name is an actor, the rest are discards: both are found alike, in whatever case they are written."""
    listed = [" ".join(name) for name in sorted(names)]
    folder = tmp_path_factory.mktemp("own")
    (folder / "discards.yaml").write_text(json.dumps({"others": listed[::2]}))
    (folder / "actors").mkdir()
    actors = [{"name": name, "kind": "armed", "codes": ["PERREB"]} for name in listed[1::2]]
    (folder / "actors" / "a.yaml").write_text(json.dumps(actors))
    lexicon = compile_dictionaries([folder]).lexicon
    mentions = NameFinder(lexicon).find(words, lambda needs: True, None)
    assert [(m.first, m.last) for m in mentions] == slowly({name_key(name) for name in listed}, words)


def test_hyphens_and_initials_within_a_name_do_not_count(tmp_path: Path) -> None:
    (tmp_path / "actors").mkdir()
    (tmp_path / "actors" / "a.yaml").write_text(
        "- {name: Colin Powell, kind: person, codes: [USAGOV]}\n- {name: Al Nur Front, kind: armed, codes: [SYRREB]}\n"
    )
    finder = NameFinder(compile_dictionaries([tmp_path]).lexicon)
    words = ["Colin", "L.", "Powell", "and", "al", "-", "Nur", ",", "the", "Al", "-", "Nur", "-", "Front"]
    assert [(m.first, m.last) for m in finder.find(words, lambda needs: True, None)] == [(0, 2), (9, 13)]
