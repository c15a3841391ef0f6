"""From a text as it was given to plain text: what becomes of odd characters, and that the way back is never lost."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coder.language.plain import plain

ODD = {
    "a clean text": ("Iran met Iraq. They talked.", "Iran met Iraq. They talked."),
    "tags": ("Iran <b>met</b> <A HREF='x'>Iraq</a>.", "Iran met Iraq."),
    "a tag within a word": ("<i>Iran</i>'s envoy", "Iran's envoy"),
    "paragraph tags": ("<p>Iran met Iraq</p><p>They talked", "\n\nIran met Iraq\n\n\n\nThey talked"),
    "line tags": ("Iran met Iraq<br/>They talked", "Iran met Iraq\nThey talked"),
    "a comment and a script": ("Iran <!-- a > b --><script>if (a<b) x()</script>met", "Iran met"),
    "a comment that never ends": ("Iran <!-- met Iraq", "Iran <!-- met Iraq"),
    "an inequality": ("3 < 5 and 7 > 6", "3 < 5 and 7 > 6"),
    "entities": ("&quot;Smith &amp; Sons&quot; isn&#39;t, it&#x2019;s&nbsp;here", "\"Smith & Sons\" isn't, it's here"),
    "entities coded twice": ("&amp;quot;No&amp;quot;", '"No"'),
    "entities without ampersand": ("Iraq #39;s quot;Army quot;", "Iraq's \"Army \""),
    "no entity": ("AT&T; R&D &unknown;", "AT&T; R&D &unknown;"),
    "UTF-8 read as cp1252": ("â€œItâ€™s SÃ£o ToméÂ\xa0â€” noâ€\x9d", '"It\'s São Tomé -- no"'),
    "one garbled letter of a name": ("ErdoÄŸan met MiloÅ¡eviÄ‡", "Erdoğan met Milošević"),
    "other scripts": ("Россия, 中国 and naïve Ñandú", "Россия, 中国 and naïve Ñandú"),
    "cp1252 read as latin-1": ("it\x92s \x93no\x94", "it's \"no\""),
    "typographic quotes": ("“No,” he said: ‘it’s’ «so» „too“", "\"No,\" he said: 'it's' \"so\" \"too\""),
    "typewriter quotes": ("``No,'' he said", '"No," he said'),
    "long dashes": ("Iran—which met Iraq — left – soon --now", "Iran -- which met Iraq -- left -- soon --now"),
    "short dashes": ("Israel–Palestine, 2003–2004, non‑state −5", "Israel-Palestine, 2003-2004, non-state -5"),
    "ellipsis and ligatures": ("ﬁghters ﬂed…", "fighters fled..."),
    "letters composed of two": ("Erdog\u0306an", "Erdoğan"),
    "wide letters": ("ＵＮ", "UN"),
    "blanks of all kinds": ("a\u00a0b\u2003c\u202fd\u3000e  f", "a b c d e f"),
    "invisible characters": ("Is\u00adrael\u200b met\ufeff \u202bIran\u202c\u2060", "Israel met Iran"),
    "control characters": ("I\x00r\x00a\x00n\x07 met\x1fIraq", "Iran met Iraq"),
    "line ends": ("a\r\nb\rc\u2028d \n  e", "a\nb\nc\nd\ne"),
    "emoji": ("Iran 🇮🇷 met 👍🏽 Iraq ☎", "Iran met Iraq "),
    "half an emoji": ("Iran \ud83d met", "Iran met"),
    "no blank after a full stop": ('It fell.Iran met Iraq in 2004."Yes," said U.S.Troops', 'It fell. Iran met Iraq in 2004." Yes," said U.S. Troops'),
    "no blank after a comma": ("Iran,Iraq met", "Iran, Iraq met"),
    "abbreviations and numbers": ("U.S. e.g. 3.5 1,000 a.m. Ph.D.", "U.S. e.g. 3.5 1,000 a.m. Ph.D."),
    "addresses of the web": ("See www.Example.Com or Yahoo.Com", "See www.Example.Com or Yahoo.Com"),
    "diacritics": ("São Tomé, Erdoğan", "São Tomé, Erdoğan"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), ODD.values(), ids=ODD)
def test_odd_text_becomes_plain(text: str, wanted: str) -> None:
    assert plain(text).text == wanted


def test_each_character_knows_where_it_stood() -> None:
    text = "<b>Iran&#39;s</b> “envoy”\u00a0 me\u00adt Itâ€™s…"
    clean = plain(text)
    assert clean.text == "Iran's \"envoy\" met It's..."
    for word in ("Iran", "envoy", "me", "t It", "It"):
        assert clean.place(clean.text.index(word)) == text.index(word)
    assert clean.place(clean.text.rindex("s")) == text.rindex("s")
    assert clean.place(clean.text.index("'")) == text.index("&#39;")
    assert [clean.place(i) for i in range(len(clean.text) - 3, len(clean.text))] == [len(text) - 1] * 3


PIECES = [
    "Iran", "met", "U.S.", " ", "\n", "\r\n", "\t", ".", "?", '"', "“", "’", "''", "—", "–", "--", "<b>", "</p>", "<br>", "<!--", "-->", "<script>",
    "</script>", "<", ">", "&amp;", "&#39;", "&", ";", "#39;", "quot;", "\x00", "\x07", "\x92", "\u00ad", "\ufeff", "\u200f", "\u00a0", "â€™", "Ã©", "ÄŸ", "é",
    "e\u0301", "ﬁ", "…", "😀", "🇮🇷", "\ud83d", "İ", "www.a.com", ",",
]  # fmt: skip
texts = st.text(max_size=200) | st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@settings(max_examples=400)
@given(texts)
def test_the_way_back_leads_into_the_text_and_forward_only(text: str) -> None:
    clean = plain(text)
    places = [clean.place(i) for i in range(len(clean.text))]
    assert places == sorted(places)
    assert all(0 <= place < len(text) for place in places)


@settings(max_examples=400)
@given(texts)
def test_a_letter_that_stays_is_found_where_it_stood(text: str) -> None:
    """Every ASCII letter of the plain text is the letter at its place, or a part of what was written in its stead."""
    clean = plain(text)
    written = "&#;âÃÄ\x92\u00e9e\u0301ﬁ" + "".join(c for c in text if not c.isascii())
    for i, letter in enumerate(clean.text):
        if letter.isascii() and letter.isalnum():
            there = text[clean.place(i)]
            assert there == letter or there in written


@settings(max_examples=200)
@given(
    st.lists(st.sampled_from(["Iran", "met", "Iraq", "a.m.", "3.5", "U.S.", "-", "(AP)", '"No"', "it's"]), max_size=30)
)
def test_plain_text_stays_as_it_is(words: list[str]) -> None:
    text = " ".join(words)
    assert plain(text).text == text
    assert plain(text).places is None


@pytest.mark.parametrize(
    "piece",
    [
        " ",
        "\t",
        "\n",
        "<",
        "<a ",
        "<script",
        "<!--",
        "&",
        "&a",
        "'",
        "—",
        "aa.Aa",
        "a,",
        "â€™",
        "e\u0301",
        "\ud800",
        "#39;",
    ],
)
def test_a_megabyte_of_anything_takes_seconds(piece: str) -> None:
    begun = time.process_time()
    plain(piece * (1_000_000 // len(piece)))
    assert time.process_time() - begun < 10
