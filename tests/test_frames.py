"""Frames of stories to frames of events: the records of `Coder`, whatever a frame holds, and what it can't code is told."""

from __future__ import annotations

import datetime as dt
import json
import os
import pickle
import subprocess
import sys
import warnings
from pathlib import Path

import pandas as pd
import pytest

from coder import Coder, Story, code_frame, rejected_frame
from coder.errors import InputError
from coder.frames import EVENT_SCHEMA, NUMBERS, REJECTED, RejectedRows, code_frames, rejected_frames
from coder.records import HEADER

ROOT = Path(__file__).parents[1]
STORIES = [
    Story("a", "Iran attacked Iraq. Iraq condemned the attack.", dt.date(2004, 3, 1), publisher="Wire"),
    Story("b", "It rained.", None),
    Story("c", "Egypt urged Israel to withdraw its troops from Lebanon.", dt.date(2004, 3, 2)),
]
FRAME = pd.DataFrame(
    {
        "id": [s.id for s in STORIES],
        "date": [s.date.isoformat() if s.date else None for s in STORIES],
        "text": [s.text for s in STORIES],
        "publisher": [s.publisher for s in STORIES],
        "other": [1.0, None, 2.0],
    }
)


def rows(events: pd.DataFrame) -> list[tuple[str, ...]]:
    return [tuple(map(str, row)) for row in events.itertuples(index=False)]


def test_the_events_are_those_of_the_coder(coder: Coder) -> None:
    wanted = [event.row() for _, events in coder.code(STORIES) for event in events]
    found = code_frame(FRAME)
    assert rows(found) == wanted
    assert len(wanted) == 3
    assert list(found.columns) == list(HEADER)


@pytest.mark.parametrize("dates", [pd.to_datetime(FRAME["date"]), [s.date for s in STORIES]], ids=["datetimes", "days"])
def test_dates_may_be_dates(dates: object) -> None:
    assert rows(code_frame(FRAME.assign(date=dates))) == rows(code_frame(FRAME))


def test_an_empty_frame_has_the_columns_and_types_of_a_full_one() -> None:
    full = code_frame(FRAME)
    for frame in (FRAME[:0], FRAME[1:2], pd.DataFrame({"id": [], "text": []})):
        empty = code_frame(frame)
        assert len(empty) == 0
        assert empty.dtypes.equals(full.dtypes)
        assert rejected_frame(frame).empty
    assert {name for name in HEADER if full[name].dtype == "int64"} == set(NUMBERS)
    assert EVENT_SCHEMA.count(",") == len(HEADER) - 1


def test_other_columns_and_options() -> None:
    frame = FRAME.rename(columns={"id": "doc", "text": "body"})
    events = code_frame(frame, columns={"id": "doc", "text": "body"})
    assert rows(events) == rows(code_frame(FRAME))
    more = code_frame(pd.DataFrame({"id": [1], "text": ["Iraq was attacked."]}), partial=True)
    assert rows(more)[0][2:5] == ("", "IRQ", "190")
    assert list(code_frame(pd.DataFrame({"id": [1.0, None], "text": ["Iran attacked Iraq.", ""]})[:1])["story_id"]) == [
        "1"
    ]


def test_what_cannot_be_coded_is_told_and_listed() -> None:
    frame = pd.DataFrame(
        {
            "id": ["a", "b", None, "d", "e"],
            "text": ["Iran attacked Iraq.", None, "Iran attacked Iraq.", "Iran attacked Iraq.", ["no", "text"]],
            "date": ["2004-03-01", "", "", "03/04/2005", ""],
        }
    )
    with pytest.warns(RejectedRows, match="4 rows of the frame can't be coded, the first one 'b': empty text"):
        events = code_frame(frame)
    assert list(events["story_id"]) == ["a"]
    rejected = rejected_frame(frame)
    assert list(rejected.columns) == list(REJECTED)
    assert list(zip(rejected["story_id"], rejected["reason"], strict=True)) == [
        ("b", "empty text"), ("row 2", "no id"), ("d", "ambiguous date"), ("e", "text is not a string"),
    ]  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert list(code_frame(frame, date_order="dmy")["date"]) == ["2004-03-01", "2005-04-03"]


def test_what_makes_a_frame_unusable_is_an_input_error() -> None:
    for frame, options, message in (
        (FRAME.drop(columns="text"), {}, "no column 'text'"),
        (FRAME.drop(columns="id"), {}, "no column 'id'"),
        (FRAME, {"columns": {"body": "text"}}, "no such column of stories"),
        (FRAME, {"date_order": "american"}, "give one of"),
        (FRAME, {"model": "no_such_model"}, "is not installed"),
        (FRAME, {"dictionaries": ["/nowhere"]}, "no such folder"),
    ):
        with pytest.raises(InputError, match=message):
            code_frame(frame, **options)  # type: ignore[arg-type]


def test_it_can_be_sent_to_other_processes() -> None:
    assert pickle.loads(pickle.dumps(code_frame)) is code_frame
    assert [len(frame) for frame in code_frames([FRAME, FRAME[:0]])] == [len(code_frame(FRAME)), 0]
    assert [len(frame) for frame in rejected_frames([FRAME])] == [0]


SPARK = """
import json, sys
from pyspark.sql import SparkSession
from coder.frames import EVENT_SCHEMA, REJECTED_SCHEMA, code_frames, rejected_frames
spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
spark.sparkContext.setLogLevel("ERROR")
stories = spark.createDataFrame([tuple(row) for row in json.load(sys.stdin)], "id string, date string, text string").repartition(2)
events = stories.mapInPandas(code_frames, EVENT_SCHEMA).collect()
rejected = stories.mapInPandas(rejected_frames, REJECTED_SCHEMA).collect()
print(json.dumps([sorted([str(cell) for cell in row] for row in events), sorted(row.story_id for row in rejected)]))
"""


def test_spark_gives_the_events_of_one_process() -> None:
    pytest.importorskip("pyspark", reason="the extra 'spark' isn't installed")
    stories = [[s.id, s.date.isoformat() if s.date else None, s.text] for s in STORIES] + [["bad", None, None]]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYSPARK_PYTHON": sys.executable, "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-c", SPARK], input=json.dumps(stories), env=env, capture_output=True, text=True, timeout=300
    )
    if "JAVA" in done.stderr and not done.stdout:
        pytest.skip("Spark needs Java, which isn't on this machine")
    assert done.returncode == 0, done.stderr
    events, rejected = json.loads(done.stdout.splitlines()[-1])
    frame = pd.DataFrame(stories[:3], columns=["id", "date", "text"])
    assert events == sorted(map(list, rows(code_frame(frame))))
    assert rejected == ["bad"]
