"""Records to stories, or to rejections with their reason. Nothing is dropped: each record becomes one or the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from coder.batch import messages
from coder.batch.columns import Columns, Record
from coder.batch.dates import DateFault, DateOrder, parse_date
from coder.batch.lines import Fault
from coder.batch.messages import Reason
from coder.batch.readers import read_records
from coder.batch.sources import Corpus, Format, Source
from coder.records import Story

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_LETTER = re.compile(r"[^\W_]")
_UNPRINTABLE = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row that was not coded. The fields are the columns of the file of rejections."""

    file: str
    row: int
    line: int
    story_id: str
    reason: str
    detail: str
    text: str

    def __str__(self) -> str:
        return messages.rejection(self.file, self.row, self.line, self.reason, self.detail)


class Placed(NamedTuple):
    """A story, and where in the corpus it stands."""

    story: Story
    file: str
    row: int
    line: int

    def rejected(self, fault: Fault) -> Rejection:
        """The story as one that could be read, but not coded."""
        text = _shown(self.story.text)
        return Rejection(self.file, self.row, self.line, self.story.id, fault.reason, fault.detail, text)


def place_stories(
    corpus: Corpus, columns: Columns, encoding: str, order: DateOrder | None = None
) -> Iterator[Placed | Rejection]:
    """Everything in the corpus, in order, as it is read."""
    for source in corpus.sources():
        with corpus.open(source) as stream:
            for record in read_records(source, stream, columns, encoding):
                found = to_story(record, source, order)
                if isinstance(found, Rejection):
                    yield found
                else:
                    yield Placed(found, _string(source), record.row, record.line)


def read_stories(
    corpus: Corpus, columns: Columns, encoding: str, order: DateOrder | None = None
) -> Iterator[Story | Rejection]:
    """The same without the places."""
    for item in place_stories(corpus, columns, encoding, order):
        yield item if isinstance(item, Rejection) else item.story


def to_story(record: Record, source: Source, order: DateOrder | None = None) -> Story | Rejection:
    """The story in a row. A missing id becomes `file:row`; a .txt is named after its file."""
    values = {role: _string(value) for role, value in record.values.items()}
    text, cell = values.pop("text", ""), values.pop("date", "")
    story_id = values.pop("id", "")
    if not story_id.strip():
        story_id = _string(source.label if source.format is Format.TXT else f"{source.label}:{record.row}")
    fault = record.fault or _text_fault(record.values.get("text"))
    if fault is None:
        try:
            return Story(id=story_id, text=text, date=parse_date(cell, order), **values)
        except DateFault as error:
            fault = Fault(error.reason, error.detail)
    return Rejection(_string(source), record.row, record.line, story_id, fault.reason, fault.detail, _shown(text))


def _shown(text: str) -> str:
    return _UNPRINTABLE.sub(" ", text[: 2 * _SHOWN])[:_SHOWN]


def _text_fault(value: object) -> Fault | None:
    if value is not None and not isinstance(value, str):
        return Fault(Reason.NOT_TEXT, messages.not_text(value))
    return None if value and _LETTER.search(value) else Fault(Reason.NO_TEXT, messages.no_text())


def _string(value: object) -> str:
    """A cell as text that can be written as UTF-8: halves of broken emoji become U+FFFD, which keeps all offsets."""
    return "" if value is None else _LONE_SURROGATE.sub("\ufffd", str(value))
