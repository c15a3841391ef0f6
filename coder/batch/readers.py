"""Files to records: the rows of a table, a .txt as one, the stories of an XML. What can't be read is a record too."""

from __future__ import annotations

import csv
import io
import itertools
import json
from collections import deque
from collections.abc import Iterator, Sequence
from typing import Any

from coder.batch import lines as limits
from coder.batch import messages
from coder.batch.columns import Columns, Record, find_column
from coder.batch.lines import Fault, Line, read_lines
from coder.batch.messages import Reason
from coder.batch.parquet import read_parquet
from coder.batch.petrarch import read_xml
from coder.batch.sources import Format, Source

_DELIMITERS = {Format.CSV: (",", ";", "\t"), Format.TSV: ("\t",)}
ROW_LINES = 100_000  # a row of more lines has a quote too many
_LOOK_AHEAD = 50  # JSON objects whose keys are taken together for the columns of the file


def read_records(
    source: Source, stream: io.BufferedReader, columns: Columns, encoding: str = "utf-8"
) -> Iterator[Record]:
    """The rows of one file, as they come. Raises InputError for what makes the whole file unusable."""
    name = str(source)
    if source.format is Format.TXT:
        return _text_file(stream, encoding, name)
    if source.format is Format.PARQUET:
        return read_parquet(stream, columns, name)
    if source.format is Format.XML:
        return read_xml(stream, columns, name, encoding)
    lines = read_lines(stream, encoding, name)
    if source.format is Format.JSONL:
        return _json_lines(lines, columns, name)
    return _table(lines, columns, name, _DELIMITERS[source.format])


def _text_file(stream: io.BufferedReader, encoding: str, name: str) -> Iterator[Record]:
    texts: list[str] = []
    size, fault = 0, None
    for line in read_lines(stream, encoding, name):
        fault = fault or line.fault
        size += len(line.text)
        if size > limits.LIMIT:
            fault = fault or Fault(Reason.LONG, messages.too_long(limits.LIMIT))
        if fault is None or not texts:  # of a file that is lost, only the beginning is kept
            texts.append(line.text)
    yield Record(1, 1, {"text": "".join(texts)}, fault)


def _json_lines(lines: Iterator[Line], columns: Columns, name: str) -> Iterator[Record]:
    objects = (_json_object(line, name) for line in lines if line.fault or line.text.strip())
    ahead = list(itertools.islice(objects, _LOOK_AHEAD))
    keys = list(dict.fromkeys(key for _, value in ahead if isinstance(value, dict) for key in value))
    roles = columns.resolve(keys, name) if keys else {}
    for row, (line, value) in enumerate(itertools.chain(ahead, objects), 1):
        if isinstance(value, dict):
            roles = roles or columns.resolve(list(value), name)
            yield Record(row, line.number, {role: value.get(key) for role, key in roles.items()})
        else:
            yield Record(row, line.number, {"text": line.text}, value)


def _json_object(line: Line, name: str) -> tuple[Line, dict[str, Any] | Fault]:
    if line.fault:
        return line, line.fault
    if line.number == 1 and line.text.lstrip().startswith("["):
        raise messages.json_array(name)
    try:
        value = json.loads(line.text.rstrip("\r\n"))
    except json.JSONDecodeError as error:
        return line, Fault(Reason.JSON, messages.malformed_json(error.msg, error.colno))
    except (RecursionError, ValueError) as error:  # ValueError: a number of thousands of digits
        return line, Fault(Reason.JSON, messages.too_deep() if isinstance(error, RecursionError) else str(error))
    if not isinstance(value, dict):
        return line, Fault(Reason.JSON, messages.not_an_object(value))
    return line, value


class _Feed:
    """Lines for csv.reader that remembers those of the row being read, so that they can be put back.

    A stray quote swallows line after line; when that ends in a fault, only the row with the quote is lost.
    """

    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines = lines
        self._back: deque[Line] = deque()
        self.taken: list[Line] = []

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        line = self._back.popleft() if self._back else next(self._lines)
        self.taken.append(line)
        if line.fault and line.fault.reason is Reason.LONG:
            raise csv.Error(line.fault.detail)
        if len(self.taken) > ROW_LINES:
            raise csv.Error(messages.never_closed())
        return line.text

    def put_back(self) -> None:
        """Gives back all lines of the row but its first."""
        self._back.extendleft(reversed(self.taken[1:]))
        del self.taken[1:]


def _table(lines: Iterator[Line], columns: Columns, name: str, delimiters: Sequence[str]) -> Iterator[Record]:
    csv.field_size_limit(limits.LIMIT)
    first = next((line for line in lines if line.text.strip()), None)
    if first is None:
        return
    delimiter, header = _header(first, columns, name, delimiters)
    places = {role: header.index(column) for role, column in columns.resolve(header, name).items()}
    feed = _Feed(lines)
    # strict: what doesn't follow the rules of quoting is told, not guessed at
    reader = csv.reader(feed, delimiter=delimiter, strict=True)
    row = 0
    while True:
        feed.taken.clear()
        fault: Fault | None = None
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            feed.put_back()
            cells, fault = _recover(feed.taken[0], error, delimiter, len(header))
        if not cells:
            continue  # an empty line
        row += 1
        fault = next((line.fault for line in feed.taken if line.fault), fault)
        if fault is None and (len(cells) <= places["text"] or any(cells[len(header) :])):
            fault = Fault(Reason.CELLS, messages.wrong_cells(len(cells), len(header)))
        values = {role: cells[place] for role, place in places.items() if place < len(cells)}
        if fault and not values.get("text"):
            values["text"] = feed.taken[0].text
        yield Record(row, feed.taken[0].number, values, fault)


def _header(line: Line, columns: Columns, name: str, delimiters: Sequence[str]) -> tuple[str, list[str]]:
    """The separator and the names of the columns: the first separator that makes a text column appear."""
    if line.fault:
        raise messages.bad_header(name, line.fault.detail)
    if "\r" in line.text.rstrip("\r\n"):
        raise messages.old_mac_lines(name)
    headers: dict[str, list[str]] = {}
    for delimiter in delimiters:
        try:
            headers[delimiter] = next(csv.reader([line.text], delimiter=delimiter, strict=True))
        except csv.Error as error:
            if delimiter == delimiters[-1] and not headers:
                raise messages.bad_header(name, messages.malformed_csv(str(error))) from error
            continue
        if find_column(columns.text or "text", headers[delimiter]):
            return delimiter, headers[delimiter]
    return next(iter(headers.items()))


def _recover(line: Line, error: csv.Error, delimiter: str, width: int) -> tuple[list[str], Fault | None]:
    """What can be kept of a row whose quotes don't follow the rules: many tab-separated files don't quote at all."""
    text = line.text.rstrip("\r\n")
    if delimiter == "\t" and text.count("\t") == width - 1 and line.fault is None:
        return text.split("\t"), None
    reason = Reason.LONG if "field limit" in str(error) else Reason.CSV
    detail = messages.too_long(limits.LIMIT) if reason is Reason.LONG else messages.malformed_csv(str(error))
    return [text], Fault(reason, detail)
