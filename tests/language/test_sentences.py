"""From a story's text to its sentences: where they are cut, what is cleaned away, and that every offset stays true."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coder.language.sentences import MAX_SENTENCE, clean, split


def sentences(text: str) -> list[str]:
    return [sentence.text for sentence in split(text)]


SPLITTING = {
    "two sentences": ("Iran met Iraq. They talked.", ["Iran met Iraq.", "They talked."]),
    "a question and a shout": ("Who did it? Nobody! It fell.", ["Who did it?", "Nobody!", "It fell."]),
    "titles": ("Gen. Smith met Mr. Jones. They talked.", ["Gen. Smith met Mr. Jones.", "They talked."]),
    "initials": ("President George W. Bush met U.S. troops.", ["President George W. Bush met U.S. troops."]),
    "acronyms": ("The U.N. Security Council met.", ["The U.N. Security Council met."]),
    "numbers": ("Oil rose 2.3 percent to $71.40.", ["Oil rose 2.3 percent to $71.40."]),
    "times": ("It fell at 6:45 p.m. on Monday.", ["It fell at 6:45 p.m. on Monday."]),
    "months": ("Talks began on Jan. 5 in Oslo.", ["Talks began on Jan. 5 in Oslo."]),
    "a quotation of two sentences": ('"We won. They lost," he said.', ['"We won. They lost," he said.']),
    "lines": ("Iran met Iraq\nThey talked", ["Iran met Iraq", "They talked"]),
    "paragraphs": ("Iran met Iraq.\n\nThey talked.", ["Iran met Iraq.", "They talked."]),
    "carriage returns": ("Iran met Iraq.\r\n\r\nThey talked.", ["Iran met Iraq.", "They talked."]),
    "blank lines around": ("\n\n  Iran met Iraq.  \n \n", ["Iran met Iraq."]),
    "list items": ("- Iran met Iraq.\n- Peru met Chile.", ["- Iran met Iraq.", "- Peru met Chile."]),
    "nothing": ("", []),
    "blanks": (" \n\t ", []),
    "no words": ("*** 123 ***\n-----\n?!", []),
}


@pytest.mark.parametrize(("text", "wanted"), SPLITTING.values(), ids=SPLITTING)
def test_a_text_is_cut_into_sentences(text: str, wanted: list[str]) -> None:
    assert sentences(text) == wanted


WRAPPED = """\
The president of Iran on Monday accused its
neighbour Iraq of shelling two villages near the
border and demanded an apology from Baghdad, the
state radio reported. Iraq denied the charge.

It was the third such incident this month, said
a diplomat.
"""


def test_hard_wrapped_lines_are_joined() -> None:
    assert sentences(WRAPPED) == [
        "The president of Iran on Monday accused its neighbour Iraq of shelling two villages near the "
        "border and demanded an apology from Baghdad, the state radio reported.",
        "Iraq denied the charge.",
        "It was the third such incident this month, said a diplomat.",
    ]


def test_lines_that_end_a_sentence_are_not_joined() -> None:
    text = "Iran on Monday accused Iraq of shelling two villages.\nIraq on Tuesday denied that it had shelled them\nIt met.\n"
    assert sentences(text) == text.splitlines()


DATELINES = {
    "city and agency": ("BAGHDAD (Reuters) - Iran met Iraq.", "BAGHDAD (Reuters) -"),
    "city and country": ("BAGHDAD, Iraq (AP) -- Iran met Iraq.", "BAGHDAD, Iraq (AP) --"),
    "a date": ("NAIROBI, March 3 (Wire) - Iran met Iraq.", "NAIROBI, March 3 (Wire) -"),
    "a long dash": ("TEHRAN — Iran met Iraq.", "TEHRAN —"),
    "two words": ("ADDIS ABABA (AFP) - Iran met Iraq.", "ADDIS ABABA (AFP) -"),
    "full stops": ("WASHINGTON, D.C. - Iran met Iraq.", "WASHINGTON, D.C. -"),
    "two cities": ("LONDON/PARIS (Reuters) - Iran met Iraq.", "LONDON/PARIS (Reuters) -"),
    "mixed case with agency": ("New York (AP) - Iran met Iraq.", "New York (AP) -"),
    "an agency alone": ("AP - Iran met Iraq.", "AP -"),
    "none": ("Iran met Iraq.", ""),
    "a country as subject": ("Iran - which has met Iraq - left.", ""),
    "a name in brackets": ("NATO (the alliance) met Iraq.", ""),
}


@pytest.mark.parametrize(("text", "dateline"), DATELINES.values(), ids=DATELINES)
def test_a_dateline_is_kept_apart(text: str, dateline: str) -> None:
    (sentence,) = split(text)
    assert sentence.dateline == dateline
    assert sentence.text == text[len(dateline) :].lstrip()
    assert text[sentence.start :] == sentence.text


def test_a_credit_at_the_end_is_cut() -> None:
    assert sentences("Iran met Iraq (Reuters)") == ["Iran met Iraq"]


CLEANED = {
    "tags": ("<p>Iran <b>met</b> Iraq.</p>", "   Iran    met     Iraq.    "),
    "a tag with attributes": ('<a href="x.html">Iran</a>', " " * 17 + "Iran    "),
    "a comment": ("Iran<!-- no -->met", "Iran           met"),
    "an inequality": ("3 < 5 and 7 > 6", "3 < 5 and 7 > 6"),
    "an ampersand": ("Smith &amp; Sons", "Smith &     Sons"),
    "quotes as entities": ("&quot;No&quot;", '"     No"     '),
    "a number as entity": ("it&#39;s", "it'    s"),
    "a hex entity": ("it&#x27;s", "it'     s"),
    "a blank as entity": ("Iran&nbsp;met", "Iran      met"),
    "no entity": ("AT&T; R&D", "AT&T; R&D"),
    "typographic quotes": ("“No,” he said: ‘it’s’", "\"No,\" he said: 'it's'"),
    "low quotes": ("„No“", '"No"'),
    "control characters": ("Iran\x00\x07 met\x1fIraq", "Iran   met Iraq"),
    "tabs and returns": ("a\tb\r\nc\vd", "a b\n\nc d"),
    "blanks of all kinds": ("a\u00a0b\u2003c\u202fd\u3000e", "a b c d e"),
    "invisible characters": ("Is\u00adrael\u200b met\ufeff Iran\u2060", "Is rael  met  Iran "),
    "diacritics": ("São Tomé, Erdoğan", "São Tomé, Erdoğan"),
    "emoji": ("Iran 🇮🇷 met", "Iran 🇮🇷 met"),
}


@pytest.mark.parametrize(("text", "wanted"), CLEANED.values(), ids=CLEANED)
def test_odd_characters_give_way_one_for_one(text: str, wanted: str) -> None:
    assert clean(text) == wanted
    assert len(wanted) == len(text)


def test_sentences_may_be_recased() -> None:
    text = "Israel Frees Palestinian Prisoners\nIt Rained."
    assert sentences_recased(text) == ["israel frees palestinian prisoners", "it rained."]


def sentences_recased(text: str) -> list[str]:
    return [sentence.text for sentence in split(text, str.lower)]


def test_a_sentence_of_a_megabyte_is_cut_into_bounded_pieces() -> None:
    text = "Iran accused Iraq and " * 47_000
    found = list(split(text))
    assert len(text) > 1_000_000
    assert max(len(sentence.text) for sentence in found) <= MAX_SENTENCE
    assert all(text.startswith(sentence.text, sentence.start) for sentence in found)
    assert "".join(s.text for s in found).replace(" ", "") == text.replace(" ", "")


def test_a_megabyte_without_a_blank_is_cut_too() -> None:
    text = "x" * 1_000_000
    assert "".join(sentences(text)) == text


def test_a_megabyte_of_markup_is_no_sentence() -> None:
    assert sentences("<p>" * 350_000) == []


STORY = """\
<p>GENEVA (Reuters) - “We have nothing to hide,” the minister said&nbsp;on Monday.</p>

Iran&#39;s envoy\u00a0met  Iraq's.\tThey talked.
- It was the third\u00ad such meeting (AP)
"""


def test_offsets_point_into_the_text_as_it_was_given() -> None:
    found = list(split(STORY))
    assert [STORY[s.start : s.start + len(s.text)] for s in found] == [
        "“We have nothing to hide,” the minister said&nbsp;on Monday.",
        "Iran&#39;s envoy\u00a0met  Iraq's.",
        "They talked.",
        "- It was the third\u00ad such meeting",
    ]


texts = st.text(max_size=300) | st.lists(
    st.sampled_from(
        ["Iran", "met", "U.S.", "Mr.", " ", "\n", "\n\n", "\r\n", ".", "?", '"', "“", "(", ")", "-", "—", "<b>", "</", ">", "&amp;", "&#39;",
         "&", "\x00", "\u00ad", "\ufeff", "BAGHDAD", "(Reuters)", " - ", "AP", "é", "😀", "x" * 60, "3.5", ":"]
    ),
    max_size=60,
).map("".join)  # fmt: skip


@given(texts)
def test_cleaning_keeps_the_length(text: str) -> None:
    assert len(clean(text)) == len(text)


@settings(max_examples=300)
@given(texts)
def test_sentences_stand_in_the_text_in_order(text: str) -> None:
    plain = clean(text).replace("\n", " ")
    end = 0
    for sentence in split(text):
        assert sentence.start >= end
        end = sentence.start + len(sentence.text)
        assert plain[sentence.start : end] == sentence.text
        assert 0 < len(sentence.text) <= MAX_SENTENCE


def swapped(text: str) -> str:
    """Upper case as lower and lower as upper, at the same length."""
    return "".join(c.swapcase() if len(c.swapcase()) == 1 else c for c in text)


@settings(max_examples=200)
@given(texts)
def test_recasing_keeps_offsets(text: str) -> None:
    assert [(s.start, len(s.text)) for s in split(text, swapped)] == [(s.start, len(s.text)) for s in split(text)]


@given(texts)
def test_no_letter_is_lost(text: str) -> None:
    plain = clean(text)
    kept = sum(sum(map(str.isalpha, s.text)) for s in split(text))
    cut = sum(sum(map(str.isalpha, s.dateline)) for s in split(text))
    credits = plain.count("(AP)") + plain.count("(Reuters)")
    assert kept + cut >= sum(map(str.isalpha, plain)) - 7 * credits
