from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from coder.batch.columns import Record
from coder.batch.dates import DateOrder
from coder.batch.lines import Fault
from coder.batch.messages import Reason
from coder.batch.sources import Format, Source
from coder.batch.stories import Rejection, to_story
from coder.records import Story

CSV = Source(Path("in/c.csv"), Format.CSV, "c.csv")


def story(order: DateOrder | None = None, source: Source = CSV, **values: Any) -> Story | Rejection:
    return to_story(Record(7, 9, values), source, order)


def test_all_columns() -> None:
    assert story(id="1", date="2004-11-30", text=" a\n", title="t", publisher="p", url="u") == Story(
        "1", " a\n", dt.date(2004, 11, 30), "t", "p", "u"
    )


@pytest.mark.parametrize("empty", ["", " ", None])
def test_a_missing_id_is_file_and_row(empty: str | None) -> None:
    assert story(id=empty, text="a") == Story("c.csv:7", "a")


def test_a_text_file_is_named_after_itself() -> None:
    assert story(text="a", source=Source(Path("x/b.txt"), Format.TXT, "b")) == Story("b", "a")


def test_cells_of_json_need_not_be_strings() -> None:
    assert story(id=17, date=20041130, text="a", url=None) == Story("17", "a", dt.date(2004, 11, 30))


def test_halves_of_emoji_can_be_written_and_keep_offsets() -> None:
    found = story(id="\ud83d", text="a \ud83d b \U0001f600")
    assert found == Story("\ufffd", "a \ufffd b \U0001f600")


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"text": ""}, Reason.NO_TEXT),
        ({"text": None}, Reason.NO_TEXT),
        ({}, Reason.NO_TEXT),
        ({"text": "\0\0\n\u200b ... _"}, Reason.NO_TEXT),
        ({"text": 3}, Reason.NOT_TEXT),
        ({"text": ["a"]}, Reason.NOT_TEXT),
        ({"text": "a", "date": "soon"}, Reason.DATE),
        ({"text": "a", "date": "03/04/05"}, Reason.AMBIGUOUS),
        ({"text": "a", "date": {"day": 3}}, Reason.DATE),
    ],
)
def test_rejections(values: dict[str, Any], reason: Reason) -> None:
    found = story(**values)
    assert isinstance(found, Rejection)
    assert found.reason == reason
    assert (found.file, found.row, found.line, found.story_id) == ("in/c.csv", 7, 9, "c.csv:7")


def test_control_characters_are_no_reason() -> None:
    assert isinstance(story(text="a\0\x07b"), Story)


def test_what_could_not_be_read_is_shown_on_one_line() -> None:
    fault = Fault(Reason.BYTES, "byte 0xff")
    found = to_story(Record(1, 2, {"id": "x", "text": "a\n\0b" + "c" * 999}, fault), CSV)
    assert isinstance(found, Rejection)
    assert str(found) == "in/c.csv, row 1 (line 2): undecodable bytes: byte 0xff"
    assert found.text.startswith("a bccc")
    assert len(found.text) == 200


def test_an_order_for_days() -> None:
    assert story(DateOrder.DMY, text="a", date="03/04/2005") == Story("c.csv:7", "a", dt.date(2005, 4, 3))
