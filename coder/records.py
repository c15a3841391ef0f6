"""The plain data that enters and leaves the coder: stories in, events out."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from typing import Any

HEADER: tuple[str, ...] = (
    "event_id", "date", "source", "target", "code", "root", "label", "quad_class", "goldstein",
    "source_country", "source_role", "source_text", "target_country", "target_role", "target_text",
    "trigger", "rule", "story_id", "sentence", "start", "text", "publisher", "url", "mentions", "issues",
)  # fmt: skip
"""Column names of an event record, always all of them and in this order."""


@dataclass(frozen=True, slots=True)
class Story:
    """One news story as it stood in the corpus. `text` is never altered: offsets in events point into it."""

    id: str
    text: str
    date: dt.date | None = None
    title: str = ""
    publisher: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One coded event. The fields are the columns of the record; `explanation` is what `explain` shows.

    Codes are strings (`010` is not 10); an unknown or absent value is the empty string. `sentence` is the 0-based
    index of the sentence in the story, `start` the 0-based character offset of the trigger in the story's text.
    """

    date: str
    source: str
    target: str
    code: str
    root: str
    label: str
    quad_class: str
    goldstein: str
    source_country: str
    source_role: str
    source_text: str
    target_country: str
    target_role: str
    target_text: str
    trigger: str
    rule: str
    story_id: str
    sentence: int
    start: int
    text: str
    publisher: str = ""
    url: str = ""
    mentions: int = 1
    issues: str = ""
    explanation: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def event_id(self) -> str:
        """First 16 hex digits of a SHA-256 over what makes the event this event: the same content gives the same id."""
        key = (self.story_id, self.date, str(self.sentence), str(self.start), self.source, self.target, self.code)
        return hashlib.sha256("\x1f".join(key).encode()).hexdigest()[:16]

    def row(self) -> tuple[str, ...]:
        """The record as strings in the order of `HEADER`."""
        return tuple(str(getattr(self, name)) for name in HEADER)
