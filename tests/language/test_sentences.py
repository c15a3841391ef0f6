"""From a story's text to its sentences: where they are cut, what is cleaned away, and that every offset stays true."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coder.language.plain import plain
from coder.language.sentences import MAX_SENTENCE, split


def sentences(text: str) -> list[str]:
    return [sentence.text for sentence in split(plain(text))]


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
    "list items": ("- Iran met Iraq.\n• Peru met Chile.", ["Iran met Iraq.", "Peru met Chile."]),
    "numbered items": ("1. Iran met Iraq.\n(b) Peru met Chile.", ["Iran met Iraq.", "Peru met Chile."]),
    "rows of a table": ("Iran\t4\t5\nIraq | 6 | attacked", ["Iran", "Iraq", "attacked"]),
    "a bar in a sentence": (
        "Iran met Iraq | They talked about a lot of things and left",
        ["Iran met Iraq | They talked about a lot of things and left"],
    ),
    "all capitals": ("IRAN MET U.S. ENVOYS. THEY TALKED.", ["IRAN MET U.S. ENVOYS.", "THEY TALKED."]),
    "lower case": ("iran met u.s. envoys. they talked.", ["iran met u.s. envoys.", "they talked."]),
    "no blank": ("Iran met Iraq.They talked.", ["Iran met Iraq.", "They talked."]),
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
    "a whole date": ("LIMA/QUITO, 3 March 1995 - Iran met Iraq.", "LIMA/QUITO, 3 March 1995 -"),
    "a long dash": ("TEHRAN — Iran met Iraq.", "TEHRAN --"),
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
    (sentence,) = split(plain(text))
    assert sentence.dateline == dateline
    assert sentence.text == "Iran met Iraq." or not dateline
    assert text[sentence.start :] == sentence.text


@pytest.mark.parametrize("credit", ["(Reuters)", "(Photo by A. Smith/Getty Images).", "REUTERS/Ann Smith"])
def test_a_credit_at_the_end_is_cut(credit: str) -> None:
    assert sentences(f"Iran met Iraq {credit}") == ["Iran met Iraq"]


def test_sentences_may_be_recased() -> None:
    text = "Israel Frees Palestinian Prisoners\nIt Rained."
    assert sentences_recased(text) == ["israel frees palestinian prisoners", "it rained."]


def sentences_recased(text: str) -> list[str]:
    return [sentence.text for sentence in split(plain(text), str.lower)]


def test_a_sentence_of_a_megabyte_is_cut_into_bounded_pieces() -> None:
    text = "Iran accused Iraq and " * 47_000
    found = list(split(plain(text)))
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


def test_a_sentence_knows_where_its_characters_stood() -> None:
    found = list(split(plain(STORY)))
    assert [STORY[s.start : s.place(len(s.text) - 1) + 1] for s in found] == [
        "“We have nothing to hide,” the minister said&nbsp;on Monday.",
        "Iran&#39;s envoy\u00a0met  Iraq's.",
        "They talked.",
        "It was the third\u00ad such meeting",
    ]
    assert [s.text for s in found] == [
        '"We have nothing to hide," the minister said on Monday.',
        "Iran's envoy met Iraq's.",
        "They talked.",
        "It was the third such meeting",
    ]


texts = st.text(max_size=300) | st.lists(
    st.sampled_from(
        ["Iran", "met", "U.S.", "Mr.", " ", "\n", "\n\n", "\r\n", ".", "?", '"', "“", "(", ")", "-", "—", "<b>", "</", ">", "&amp;", "&#39;",
         "&", "\x00", "\u00ad", "\ufeff", "BAGHDAD", "(Reuters)", " - ", "AP", "é", "😀", "x" * 60, "3.5", ":"]
    ),
    max_size=60,
).map("".join)  # fmt: skip


@settings(max_examples=300)
@given(texts)
@example("A0.)A`")
def test_sentences_stand_in_the_text_in_order(text: str) -> None:
    clean = plain(text)
    flat = clean.text.replace("\n", " ").replace("\t", " ")
    end = -1
    for sentence in split(clean):
        places = [sentence.place(i) for i in range(len(sentence.text))]
        assert places[0] == sentence.start > end - (text[sentence.start] in "…ﬁ")
        assert places == sorted(places)
        assert 0 < len(sentence.text) <= MAX_SENTENCE
        assert sentence.text in flat
        end = places[-1]
        assert end < len(text)


def swapped(text: str) -> str:
    """Upper case as lower and lower as upper, at the same length."""
    return "".join(c.swapcase() if len(c.swapcase()) == 1 else c for c in text)


@settings(max_examples=200)
@given(texts)
def test_recasing_keeps_offsets(text: str) -> None:
    clean = plain(text)
    assert [(s.start, len(s.text)) for s in split(clean, swapped)] == [(s.start, len(s.text)) for s in split(clean)]


@given(texts)
def test_no_letter_is_lost(text: str) -> None:
    clean = plain(text)
    kept = sum(sum(map(str.isalpha, s.text)) for s in split(clean))
    cut = sum(sum(map(str.isalpha, s.dateline)) for s in split(clean))
    credits = clean.text.count("(AP)") + clean.text.count("(Reuters)")
    assert kept + cut >= sum(map(str.isalpha, clean.text)) - 7 * credits
