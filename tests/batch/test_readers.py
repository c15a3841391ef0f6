from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coder.batch import lines, readers
from coder.batch.columns import Columns, Record
from coder.batch.messages import Reason
from coder.batch.readers import read_records
from coder.batch.sources import Format, Source
from coder.errors import InputError


def records(data: str | bytes, kind: str = "csv", columns: Columns | None = None) -> list[Record]:
    return list(_records(data, kind, columns or Columns()))


def _records(data: str | bytes, kind: str, columns: Columns) -> Iterator[Record]:
    stream = io.BytesIO(data.encode() if isinstance(data, str) else data)
    source = Source(Path("f"), Format(kind), "f")
    return read_records(source, io.BufferedReader(stream), columns)


def texts(found: list[Record]) -> list[Any]:
    return [record.values["text"] for record in found if not record.fault]


def reasons(found: list[Record]) -> dict[int, Reason]:
    return {record.row: record.fault.reason for record in found if record.fault}


class TestColumns:
    def test_only_the_text_must_be_there(self) -> None:
        assert Columns().resolve(["text"], "f") == {"text": "text"}

    def test_usual_names_are_found_in_any_case(self) -> None:
        assert Columns().resolve([" Text", "ID", "other"], "f") == {"id": "ID", "text": " Text"}

    def test_an_exact_name_goes_first(self) -> None:
        assert Columns().resolve(["Text", "text"], "f") == {"text": "text"}

    def test_a_source_is_a_publisher_only_if_asked(self) -> None:
        assert "publisher" not in Columns().resolve(["text", "source"], "f")
        assert Columns(publisher="source").resolve(["text", "source"], "f")["publisher"] == "source"

    @pytest.mark.parametrize(
        ("columns", "present", "message"),
        [
            (Columns(), ["id", "body"], "f: no column 'text'. Its columns: id, body. "
             "Say which one holds the text: --text-column body"),
            (Columns(), ["id", "x" * 99], f"f: no column 'text'. Its columns: id, {'x' * 29}…. "
             "Say which one holds the text: --text-column NAME"),
            (Columns(text="wort"), ["text"], "f: no column 'wort'. Its columns: text. "
             "Say which one holds the text: --text-column NAME"),
            (Columns(date="day"), ["text"], "f: no column 'day'. Its columns: text. "
             "Say which one holds the date: --date-column NAME"),
            (Columns(), ["text", "text"], "f: the column 'text' stands there twice. Rename one of them."),
        ],
    )  # fmt: skip
    def test_messages(self, columns: Columns, present: list[str], message: str) -> None:
        with pytest.raises(InputError) as error:
            columns.resolve(present, "f")
        assert str(error.value) == message


class TestCsv:
    def test_rows_and_lines(self) -> None:
        found = records('id,text\n1,"a\nb"\n\n2,c\n')
        assert [(record.row, record.line, record.values) for record in found] == [
            (1, 2, {"id": "1", "text": "a\nb"}),
            (2, 5, {"id": "2", "text": "c"}),
        ]

    @pytest.mark.parametrize("mark", ["", "\ufeff"])
    @pytest.mark.parametrize("separator", [",", ";", "\t"])
    def test_separators_show_in_the_header(self, separator: str, mark: str) -> None:
        assert texts(records(f"{mark}id{separator}text\r\n1{separator}one, two\r\n".replace("one, two", '"1, 2"'))) == [
            "1, 2"
        ]

    def test_no_rows(self) -> None:
        assert records("") == records("\n\n") == records("id,text\n") == []

    def test_a_stray_quote_costs_one_row(self) -> None:
        found = records('id,text\n1,"open\n2,two\n3,three\n')
        assert reasons(found) == {1: Reason.CSV}
        assert texts(found) == ["two", "three"]
        assert found[0].fault is not None
        assert found[0].fault.detail == "a quote opens a cell and is never closed"

    def test_a_stray_quote_swallows_no_more_than_a_story_could_have(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(readers, "ROW_LINES", 10)
        found = records('id,text\n1,"open\n' + "2,two\n" * 50 + '3,"three\nlines"\n')
        assert reasons(found) == {1: Reason.CSV}
        assert len(texts(found)) == 51

    def test_a_quote_that_is_not_doubled(self) -> None:
        found = records('id,text\n1,"He said "hi" there"\n2,two\n')
        assert reasons(found) == {1: Reason.CSV}
        assert texts(found) == ["two"]

    def test_quotes_within_plain_cells_are_letters(self) -> None:
        assert texts(records('id,text\n1,a 5" gun\n')) == ['a 5" gun']

    def test_too_many_and_too_few_cells(self) -> None:
        found = records("id,text,url\n1,Yes, he said,u\n2\n3,ok\n4,ok,u,,\n")
        assert reasons(found) == {1: Reason.CELLS, 2: Reason.CELLS}
        assert texts(found) == ["ok", "ok"]

    def test_bad_bytes_cost_one_row_and_its_id_is_known(self) -> None:
        found = records(b'id,text\n1,"a\n\xffb"\n2,two\n')
        assert reasons(found) == {1: Reason.BYTES}
        assert found[0].values["id"] == "1"
        assert texts(found) == ["two"]

    def test_long_cells(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(lines, "LIMIT", 20)
        found = records("id,text\n1," + "x" * 100 + "\n2,two\n" + '3,"' + "y\n" * 30 + '"\n4,four\n')
        assert reasons(found)[1] is Reason.LONG
        assert reasons(found)[3] is Reason.LONG
        assert texts(found) == ["two", "four"]

    @pytest.mark.parametrize(
        ("data", "message"),
        [
            (b"id,te\xffxt\n", "f, line 1: .* byte 0xff at offset 5"),
            (b'"id,text\n', "line 1: .*never closed"),
            (b"id,text\r1,a\r2,b\r", "bare carriage returns"),
            (b"1,2004-11-30,Some story without a header\n", "no column 'text'"),
        ],
    )
    def test_unusable_files(self, data: bytes, message: str) -> None:
        with pytest.raises(InputError, match=message):
            records(data)


class TestTsv:
    def test_quoted_as_a_spreadsheet_does(self) -> None:
        assert texts(records('id\ttext\n1\t"a ""b""\nc\td"\n', "tsv")) == ['a "b"\nc\td']

    def test_not_quoted_at_all(self) -> None:
        found = records('id\ttext\n1\t"We will," he said.\n2\t"Open\n3\t"Shut," he said.\n', "tsv")
        assert texts(found) == ['"We will," he said.', '"Open', '"Shut," he said.']
        assert not reasons(found)


class TestJsonLines:
    def test_keys_are_those_of_the_first_objects_together(self) -> None:
        found = records('{"id": 1}\n\n{"Text": "b", "n": [1]}\n', "jsonl")
        assert [record.values for record in found] == [{"id": 1, "text": None}, {"id": None, "text": "b"}]
        assert [(record.row, record.line) for record in found] == [(1, 1), (2, 3)]

    def test_malformed_lines_cost_themselves(self) -> None:
        lines_ = ['{"text": "a"}', '{"text": "b"', "3", '["x"]', "[" * 100_000, "9" * 5000, '{"text": "c"}']
        found = records("\n".join(lines_), "jsonl")
        assert texts(found) == ["a", "c"]
        assert reasons(found) == dict.fromkeys(range(2, 7), Reason.JSON)
        details = [record.fault.detail for record in found if record.fault]
        assert details[:3] == [
            "expecting ',' delimiter at character 13",
            "a JSON number, not an object with named columns",
            "a JSON array, not an object with named columns",
        ]

    def test_bad_bytes_and_long_lines(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(lines, "LIMIT", 30)
        found = records(b'{"text": "a"}\n{"text": "\xff"}\n{"text": "' + b"x" * 50 + b'"}\n{"text": "d"}', "jsonl")
        assert texts(found) == ["a", "d"]
        assert reasons(found) == {2: Reason.BYTES, 3: Reason.LONG}

    def test_a_whole_array_is_told_how_to_convert(self) -> None:
        with pytest.raises(InputError, match=r"jq -c"):
            records('[{"text": "a"}]', "jsonl")

    def test_no_text_anywhere(self) -> None:
        with pytest.raises(InputError, match=r"Its columns: a, body.*--text-column body"):
            records('{"a": 1}\n{"body": "b"}\n', "jsonl")


class TestTxt:
    def test_the_file_is_the_story_as_it_is(self) -> None:
        assert texts(records("\ufeffa\r\n\nb ", "txt")) == ["a\r\n\nb "]

    def test_bad_bytes_and_enormous_files(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert reasons(records(b"a\nb\xff\nc", "txt")) == {1: Reason.BYTES}
        monkeypatch.setattr(lines, "LIMIT", 10)
        assert reasons(records("a\n" * 10, "txt")) == {1: Reason.LONG}


CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=8), st.sampled_from(["csv", "tsv"]), st.sampled_from(["\n", "\r\n"]))
def test_tables_come_back_as_they_were_written(rows: list[tuple[str, str]], kind: str, end: str) -> None:
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter="\t" if kind == "tsv" else ",", quoting=csv.QUOTE_ALL, lineterminator=end)
    writer.writerows([("id", "text"), *rows])
    assert [(r.values["id"], r.values["text"], r.fault) for r in records(written.getvalue(), kind)] == [
        (*row, None) for row in rows
    ]


@given(st.lists(st.tuples(CELLS, CELLS), max_size=8), st.booleans())
def test_json_comes_back_as_it_was_written(rows: list[tuple[str, str]], ascii_only: bool) -> None:
    data = "".join(json.dumps({"id": i, "text": t}, ensure_ascii=ascii_only) + "\n" for i, t in rows)
    assert [(r.values["id"], r.values["text"], r.fault) for r in records(data, "jsonl")] == [
        (*row, None) for row in rows
    ]


TABLE_BYTES = st.lists(
    st.sampled_from([b",", b"\t", b'"', b'""', b"\n", b"\r", b"\r\n", b"\0", b"\xff", b"a", b"\xc3\xa9", b"1,", b"{}"])
    | st.binary(max_size=4)
).map(b"".join)


@settings(max_examples=300)
@given(TABLE_BYTES, st.sampled_from(["csv", "tsv", "jsonl", "txt"]))
@example(b'"a\n"a\n"a\n"', "csv")
@example(b'"\n' * 50, "csv")
def test_bytes_are_records_or_a_message(data: bytes, kind: str) -> None:
    for start in (b"", b"id,text\n", b"id\ttext\n", b'{"text": "a"}\n'):
        try:
            found = records(start + data, kind)
        except InputError:
            continue
        assert [record.row for record in found] == list(range(1, len(found) + 1))
        assert [record.line for record in found] == sorted({record.line for record in found})


@given(st.lists(st.sampled_from(['"', "a", ",", "\n", '1,"b"\n', "2,b\n"]), max_size=40).map("".join))
def test_stray_quotes_lose_no_line(data: str) -> None:
    """Each line that isn't blank ends up in a record: its own, or one that was read whole."""
    found = records("id,text\n" + data)
    physical = ("id,text\n" + data).split("\n")
    begins = [record.line for record in found] + [len(physical) + 1]
    for record, following in zip(found, begins[1:], strict=False):
        between = physical[record.line : following - 1]
        if record.fault and record.fault.reason is Reason.CSV:
            assert not any(between)
