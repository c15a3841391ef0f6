"""Stories in data frames: the unit of work for engines that cut a corpus into frames (dask, Spark), and for notebooks.

`code_frame` takes a DataFrame of stories and gives the DataFrame of their events. It belongs to a module, needs nothing
but its arguments, and loads the coder when it is first called in a process, so that it can be sent to any worker. Rows
that can't be read are no events: `rejected_frame` lists them, with the reason for each, and loads nothing.
"""

from __future__ import annotations

import datetime as dt
import threading
import warnings
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from coder.batch import messages
from coder.batch.columns import ROLES, Columns, Record
from coder.batch.dates import DateOrder
from coder.batch.engine import Coder, Engine, Loads, code_chunk
from coder.batch.lines import Fault
from coder.batch.messages import Reason
from coder.batch.sources import Format, Source
from coder.batch.stories import Rejection, to_story
from coder.records import HEADER, Story

NUMBERS = ("sentence", "start", "mentions")
EVENT_SCHEMA = ", ".join(f"`{name}` {'bigint' if name in NUMBERS else 'string'}" for name in HEADER)
"""The columns of `code_frame` as Spark writes them."""

REJECTED = ("story_id", "reason", "detail", "text")
REJECTED_SCHEMA = ", ".join(f"{name} string" for name in REJECTED)
"""The columns of `rejected_frame` as Spark writes them."""

CHUNK = 500  # stories coded at a time
_FRAME = Source(None, Format.CSV, "")


class RejectedRows(UserWarning):
    """Rows of a frame were not coded."""


def code_frame(
    frame: pd.DataFrame,
    *,
    columns: Mapping[str, str] | None = None,
    date_order: str | None = None,
    model: str | None = None,
    dictionaries: Iterable[str] = (),
    partial: bool = False,
    story_memory: bool = True,
    dedupe: bool = True,
) -> pd.DataFrame:
    """The events of a frame of stories, in order: a row an event, with the columns of the record.

    `frame` has the columns `id` and `text`, and perhaps `date`, `title`, `publisher` and `url`; `columns` maps these to
    other names. `date` may be datetimes or text; `date_order` (ymd, dmy, mdy) says how to read 03/04/2005. The other
    options are those of `Coder`. `sentence`, `start` and `mentions` are int64, all else is text, in an empty frame too.

    Warns with RejectedRows where rows can't be coded; `rejected_frame` lists them. Raises InputError for a missing
    column, model or dictionary, and RuntimeError, naming the story, if the coder itself fails.
    """
    engine = Engine(model, tuple(map(str, dictionaries)), partial, story_memory, dedupe)
    stories: list[Story] = []
    rejected: list[Rejection] = []
    for item in _read(frame, columns, date_order):
        (rejected if isinstance(item, Rejection) else stories).append(item)  # type: ignore[arg-type]
    if rejected:
        warnings.warn(
            messages.rejected_in_frame(len(rejected), rejected[0].story_id, str(rejected[0])), RejectedRows, 2
        )
    rows = [row for outcome in code_here(engine, stories) for row in outcome] if stories else []
    return _typed(pd.DataFrame(rows, columns=list(HEADER)))


def rejected_frame(
    frame: pd.DataFrame, *, columns: Mapping[str, str] | None = None, date_order: str | None = None
) -> pd.DataFrame:
    """The rows that `code_frame` can't code: `story_id`, `reason`, `detail` and the beginning of the `text`."""
    rejected = [item for item in _read(frame, columns, date_order) if isinstance(item, Rejection)]
    return _typed(pd.DataFrame([[getattr(r, name) for name in REJECTED] for r in rejected], columns=list(REJECTED)))


def code_frames(frames: Iterable[pd.DataFrame], **options: Any) -> Iterator[pd.DataFrame]:
    """`code_frame` of each, as Spark's mapInPandas wants it. The schema of the result is EVENT_SCHEMA."""
    for frame in frames:
        yield code_frame(frame, **options)


def rejected_frames(frames: Iterable[pd.DataFrame], **options: Any) -> Iterator[pd.DataFrame]:
    """`rejected_frame` of each. The schema of the result is REJECTED_SCHEMA."""
    for frame in frames:
        yield rejected_frame(frame, **options)


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.astype({name: "int64" if name in NUMBERS else str for name in frame.columns})


def _read(frame: pd.DataFrame, columns: Mapping[str, str] | None, order: str | None) -> Iterator[Story | Rejection]:
    unknown = sorted(set(columns or ()) - set(ROLES))
    if unknown:
        raise messages.unknown_role(unknown[0], ROLES)
    try:
        day_first = DateOrder(order) if order else None
    except ValueError as error:
        raise messages.unknown_date_order(order, DateOrder) from error
    present = [str(name) for name in frame.columns]
    roles = Columns(**dict(columns or {})).resolve(present, "the frame")
    if "id" not in roles:  # a row's number means nothing where a corpus is cut into frames
        raise messages.missing_column("the frame", "id", "id", present)
    cells = {role: frame.iloc[:, present.index(name)].tolist() for role, name in roles.items()}
    for row in range(len(frame)):
        values = {role: _cell(role, column[row]) for role, column in cells.items()}
        if not str(values["id"] or "").strip():
            fault: Fault | None = Fault(Reason.NO_ID, messages.no_id(row))
            values["id"] = f"row {row}"
        else:
            fault = None
        yield to_story(Record(row, row, values, fault), _FRAME, day_first)


def _cell(role: str, value: Any) -> Any:
    """A cell as a reader of files would have it: None where it is missing, dates written out."""
    if value is None or (pd.api.types.is_scalar(value) and pd.isna(value)):
        return None
    if role == "date" and isinstance(value, dt.date):  # datetimes are dates too
        return value.strftime("%Y-%m-%d")
    if role == "id" and isinstance(value, float) and value.is_integer():  # a missing id made all of them floats
        return str(int(value))
    return value


# -- the coder of this process -----------------------------------------------------------------------------------------

_loaded: dict[Loads, Coder] = {}
lock = threading.Lock()
"""Held while the coder of this process is loaded or at work: the language model is for one thread at a time."""


def coder_here(engine: Loads) -> Coder:
    """The coder of this process, loaded at the first call. Only one is kept: another engine replaces it."""
    coder = _loaded.get(engine)
    if coder is None:
        coder = engine.load()
        _loaded.clear()
        _loaded[engine] = coder
    return coder


def code_here(engine: Loads, stories: list[Story]) -> list[list[tuple[str, ...]]]:
    """The rows of each story, coded in this process. Threads take turns: the language model is for one at a time."""
    with lock:
        coder = coder_here(engine)
        rows: list[list[tuple[str, ...]]] = []
        for first in range(0, len(stories), CHUNK):
            chunk = stories[first : first + CHUNK]
            try:
                rows += code_chunk(coder, chunk)
            except Exception:
                rows += [_alone(coder, story) for story in chunk]
        return rows


def _alone(coder: Coder, story: Story) -> list[tuple[str, ...]]:
    try:
        return code_chunk(coder, [story])[0]
    except Exception as error:
        raise RuntimeError(f"the coder failed at the story {story.id!r}: {error!r}. Please report it") from error
