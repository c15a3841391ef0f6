"""The XML that PETRARCH and its kin read: stories with their text, and a parse that is not needed here."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

from coder.batch import lines as limits
from coder.batch import messages
from coder.batch.columns import ROLES, Columns, Record
from coder.batch.lines import Fault
from coder.batch.messages import Reason

_STORIES = frozenset({"sentence", "story"})
_PIECE = 2**16


def read_xml(stream: io.BufferedReader, columns: Columns, name: str, encoding: str) -> Iterator[Record]:
    """Each `<Sentence>` or `<Story>` with the text of its `<Text>` (of several: each on a line), as they come.

    Its attributes are its columns; `source` is the publisher. The encoding is that of the XML declaration, unless
    `encoding` is something else than UTF-8. Raises InputError where the XML is not well-formed, or holds no story.
    """
    reading = _Reading(columns, name, encoding)
    empty = True
    while piece := stream.read(_PIECE):
        reading.feed(piece)
        empty = empty and not piece.strip(b"\xef\xbb\xbf \t\r\n")
        yield from reading.taken()
    if empty:
        return
    reading.feed(b"", last=True)
    yield from reading.taken()
    if not reading.row:
        raise messages.no_xml_story(name)


class _Reading:
    """What is known of the file so far."""

    def __init__(self, columns: Columns, name: str, encoding: str) -> None:
        self.row = 0
        self._columns, self._name = columns, name
        self._records: list[Record] = []
        self._roles: dict[str, str] = {}
        self._depth = 0
        self._attributes: dict[str, str] = {}
        self._line = 0
        self._text: list[str] | None = None
        self._in_text = False
        self._size = 0
        self._parser = expat.ParserCreate(None if encoding == "utf-8" else encoding)
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.EntityDeclHandler = self._entity

    def feed(self, piece: bytes, last: bool = False) -> None:
        try:
            self._parser.Parse(piece, last)
        except expat.ExpatError as error:
            raise messages.malformed_xml(self._name, error.lineno, expat.ErrorString(error.code)) from error
        except (LookupError, ValueError) as error:  # an encoding that Python doesn't have, or not for XML
            raise messages.malformed_xml(self._name, self._parser.CurrentLineNumber, str(error)) from error

    def taken(self) -> list[Record]:
        records, self._records = self._records, []
        return records

    def _entity(self, *declared: Any) -> None:
        raise messages.xml_entities(self._name, self._parser.CurrentLineNumber)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.casefold()
        if tag in _STORIES:
            self._depth += 1
            if self._depth == 1:
                self._attributes, self._line = attributes, self._parser.CurrentLineNumber
                self._text, self._size = None, 0
        elif tag == "text" and self._depth:
            self._in_text = True
            self._text = [] if self._text is None else [*self._text, "\n"]

    def _characters(self, data: str) -> None:
        if self._in_text and self._text is not None:
            self._size += len(data)
            if self._size <= limits.LIMIT:
                self._text.append(data)

    def _end(self, tag: str) -> None:
        tag = tag.casefold()
        if tag == "text":
            self._in_text = False
        elif tag in _STORIES:
            self._depth -= 1
            if not self._depth:
                self._records.append(self._record(self._attributes))

    def _record(self, attributes: dict[str, str]) -> Record:

        cells: dict[str, Any] = {**attributes, "text": None if self._text is None else "".join(self._text)}
        if "source" in cells and self._columns.publisher is None:
            cells.setdefault("publisher", cells["source"])
        if not self.row:
            self._roles = {role: role for role in ROLES} | self._columns.resolve(list(cells), self._name)
        self.row += 1
        too_long = self._size > limits.LIMIT
        fault = Fault(Reason.LONG, messages.too_long(limits.LIMIT)) if too_long else None
        return Record(self.row, self._line, {role: cells.get(column) for role, column in self._roles.items()}, fault)
