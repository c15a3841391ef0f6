"""What coding sees in one sentence."""

from __future__ import annotations

from dataclasses import dataclass, field

from coder.coding.actors import SentenceActors
from coder.coding.acts import Act
from coder.coding.reading import Seen
from coder.coding.statements import Statements
from coder.language.parse import Parse
from coder.records import Event


@dataclass(slots=True)
class CodedSentence:
    """What was seen in one sentence: for `explain`, and for the tests."""

    seen: Seen
    parse: Parse
    actors: SentenceActors
    matcher: Statements
    acts: list[Act] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    unwritten: list[tuple[Act, str]] = field(default_factory=list)
    skipped: str = ""
