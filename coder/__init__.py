"""An event-data coder: who did what to whom, in the CAMEO scheme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coder.api import Coder, load_dictionaries
    from coder.frames import code_frame, rejected_frame
    from coder.records import Event, Story

__all__ = ["Coder", "Event", "Story", "code_frame", "load_dictionaries", "rejected_frame"]


def __getattr__(name: str) -> Any:
    # Imported on first use: `cameo --help` must not wait for spaCy.
    if name in ("Event", "Story"):
        import coder.records

        return getattr(coder.records, name)
    if name in ("Coder", "load_dictionaries"):
        import coder.api

        return getattr(coder.api, name)
    if name in ("code_frame", "rejected_frame"):
        import coder.frames

        return getattr(coder.frames, name)
    raise AttributeError(f"module 'coder' has no attribute {name!r}")
