"""An engine without a language model: "A accused B" is an event, everything else is not."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coder.errors import InputError
from coder.records import Event, Story

_ACT = re.compile(r"(\w+) (accused|met) (\w+)")
_CODES = {"accused": ("112", "11", "Accuse"), "met": ("040", "04", "Consult")}


@dataclass(frozen=True)
class FakeCoder:
    partial: bool = False

    def code(self, stories: Iterable[Story]) -> Iterator[tuple[Story, list[Event]]]:
        for story in stories:
            if "KILL THE WORKER" in story.text:
                os._exit(9)
            yield story, [_event(story, found) for found in _ACT.finditer(story.text)]

    def description(self) -> dict[str, str]:
        return {"coder": "0", "spacy": "3", "model": "fake 1", "dictionaries": "0123"}


@dataclass(frozen=True)
class FakeEngine:
    """What the runner is given in place of `workers.Engine`; can be pickled."""

    missing: bool = False

    def load(self) -> FakeCoder:
        if self.missing:
            raise InputError("no model called fake. Install it: pip install fake")
        return FakeCoder()


def _event(story: Story, found: re.Match[str]) -> Event:
    code, root, label = _CODES[found[2]]
    return Event(
        date=story.date.isoformat() if story.date else "",
        source=found[1][:3].upper(),
        target=found[3][:3].upper(),
        code=code,
        root=root,
        label=label,
        quad_class="3",
        goldstein="-2.0",
        source_country=found[1][:3].upper(),
        source_role="",
        source_text=found[1],
        target_country=found[3][:3].upper(),
        target_role="",
        target_text=found[3],
        trigger=found[2],
        rule="fake:1",
        story_id=story.id,
        sentence=0,
        start=found.start(2),
        text=story.text,
        publisher=story.publisher,
        url=story.url,
    )
