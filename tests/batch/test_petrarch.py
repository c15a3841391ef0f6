from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.batch import lines
from coder.batch.columns import Columns, Record
from coder.batch.messages import Reason
from coder.batch.readers import read_records
from coder.batch.sources import Format, Source
from coder.batch.stories import to_story
from coder.errors import InputError
from coder.records import Story

SOURCE = Source(Path("f.xml"), Format.XML, "f.xml")
EXAMPLE = """<?xml version="1.0" encoding="UTF-8"?>
<Sentences>

<Sentence date="19950101" id="DEMO_1" category="X" source="AFP" evaluate="true" sentence="true">
<Text>
Iran met France &amp; said so.
</Text>
<Parse>
(ROOT (S (NP (NNP Iran)) (VP (VBD met) (NP (NNP France)))))
</Parse>
</Sentence>
<Sentence date="19950102" id="DEMO_2" source="DEMO" sentence="true"><Text>é</Text></Sentence>
</Sentences>
"""


def records(data: str | bytes, columns: Columns | None = None, encoding: str = "utf-8") -> list[Record]:
    stream = io.BufferedReader(io.BytesIO(data.encode() if isinstance(data, str) else data))  # type: ignore[arg-type]
    return list(read_records(SOURCE, stream, columns or Columns(), encoding))


def test_the_text_is_taken_and_the_parse_is_not() -> None:
    found = records(EXAMPLE)
    assert [to_story(record, SOURCE) for record in found] == [
        Story("DEMO_1", "\nIran met France & said so.\n", dt.date(1995, 1, 1), publisher="AFP"),
        Story("DEMO_2", "é", dt.date(1995, 1, 2), publisher="DEMO"),
    ]
    assert [record.line for record in found] == [4, 12]


def test_stories_of_several_texts_and_without_attributes() -> None:
    (record,) = records(
        "<Stories><Story><Sentence><Text>a</Text></Sentence><Sentence><Text>b</Text></Sentence></Story></Stories>"
    )
    assert to_story(record, SOURCE) == Story("f.xml:1", "a\nb")


def test_a_story_without_a_text_is_rejected_and_the_next_is_not() -> None:
    found = records("<s><Sentence id='1'><Parse>a</Parse></Sentence><sentence id='2'><text>b</text></sentence></s>")
    assert [record.values["text"] for record in found] == [None, "b"]


def test_other_columns() -> None:
    (first, _) = records(EXAMPLE, Columns(publisher="category", url="source"))
    assert (first.values["publisher"], first.values["url"]) == ("X", "AFP")
    with pytest.raises(InputError, match="no column 'nr'"):
        records(EXAMPLE, Columns(id="nr"))


def test_encodings() -> None:
    declared = EXAMPLE.replace("UTF-8", "ISO-8859-1").encode("latin-1")
    assert records(declared)[1].values["text"] == "é"
    undeclared = EXAMPLE.replace(' encoding="UTF-8"', "")
    assert records(undeclared.encode("cp1252"), encoding="cp1252")[1].values["text"] == "é"
    assert records(EXAMPLE.replace("UTF-8", "UTF-16").encode("utf-16"))[1].values["text"] == "é"


def test_enormous_texts_are_rejected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LIMIT", 20)
    found = records(EXAMPLE)
    assert found[0].fault is not None
    assert found[0].fault.reason is Reason.LONG
    assert found[1].fault is None


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (EXAMPLE[:200], r"f\.xml, line 8: not well-formed XML \(unclosed token\). Mend that line"),
        (EXAMPLE.replace("&amp;", "&"), r"line 6: not well-formed XML \(not well-formed"),
        (EXAMPLE.replace("UTF-8", "klingon"), "not well-formed XML"),
        ("<html><p>a</p></html>", "holds no <Sentence> or <Story>"),
        ("no xml", "line 1: not well-formed"),
        (b"<s>\xff</s>", "not well-formed"),
        ('<!DOCTYPE s [<!ENTITY a "b">]><s><Story><Text>&a;</Text></Story></s>', "line 1: defines entities of its own"),
    ],
)
def test_unusable_files(data: str | bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        records(data)


def test_an_empty_file_holds_no_rows() -> None:
    assert records("") == records(" \n") == []


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=30)


@given(st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=6))
def test_stories_come_back_as_they_were_written(rows: list[tuple[str, str]]) -> None:
    data = "".join(f"<Sentence id={quoteattr(i)}><Text>{escape(t)}</Text></Sentence>\n" for i, t in rows)
    assert [(r.values["id"], r.values["text"]) for r in records(f"<s>\n{data}</s>")] == rows


@given(st.lists(st.sampled_from([*EXAMPLE, "<Text>", "</Text>", "</Sentence>", "<Story>", "&", "]]>"])).map("".join))
def test_any_bytes_are_records_or_a_message(data: str) -> None:
    for start in ("", EXAMPLE[:180]):
        try:
            found = records(start + data)
        except InputError:
            continue
        assert [record.row for record in found] == list(range(1, len(found) + 1))
