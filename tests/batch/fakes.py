"""An engine without a language model: "A accused B" is an event, everything else is not."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from coder.errors import InputError
from coder.records import Event, Story

KILL = "KILL THE WORKER"
"""In a story: its process dies, as for lack of memory."""
HANG = "NEVER COME BACK"
FAIL = "RAISE"
_ACT = re.compile(r"(\w+) (accused|met) (\w+)")
_CODES = {"accused": ("112", "11", "Accuse"), "met": ("040", "04", "Consult")}


@dataclass(frozen=True)
class FakeCoder:
    """`slow`: seconds for each story. `dying`: a folder; whoever finds a file in it takes it away and dies."""

    slow: float = 0.0
    dying: str = ""
    dictionaries: str = "0123"

    def code(self, stories: Iterable[Story]) -> Iterator[tuple[Story, list[Event]]]:
        for story in stories:
            time.sleep(self.slow)
            if KILL in story.text or self._hit():
                os.kill(os.getpid(), signal.SIGKILL)
            if HANG in story.text:
                time.sleep(600)
            if FAIL in story.text:
                raise ValueError("an odd story")
            yield story, [_event(story, found) for found in _ACT.finditer(story.text)]

    def _hit(self) -> bool:
        if self.dying:
            for path in Path(self.dying).iterdir():
                with suppress(FileNotFoundError):
                    path.unlink()
                    return True
        return False

    def description(self) -> dict[str, str]:
        return {"coder": "0", "spacy": "3", "model": "fake 1", "dictionaries": self.dictionaries}


@dataclass(frozen=True)
class FakeEngine:
    """What the runner is given in place of `workers.Engine`; can be pickled."""

    missing: bool = False
    slow: float = 0.0
    dying: str = ""
    loaded: str = ""
    """A folder that gets a file for each process that loads the engine; the dictionaries change with the second."""
    stillborn: bool = False

    def load(self) -> FakeCoder:
        if self.missing:
            raise InputError("no model called fake. Install it: pip install fake")
        if self.stillborn:
            os.kill(os.getpid(), signal.SIGKILL)
        before = 0
        if self.loaded:
            before = len(list(Path(self.loaded).iterdir()))
            (Path(self.loaded) / str(os.getpid())).touch()
        return FakeCoder(self.slow, self.dying, "4567" if before else "0123")


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
