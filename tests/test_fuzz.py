"""Whatever a text or a file holds, there is no traceback, and the counts add up. `benchmarks/fuzz.py` does far more."""

from __future__ import annotations

import csv
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coder import Coder

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def fuzz() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fuzz", ROOT / "benchmarks" / "fuzz.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["fuzz"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def texts() -> list[str]:
    with (ROOT / "examples" / "news.csv").open(newline="", encoding="utf-8") as handle:
        return [row["text"] for row in csv.DictReader(handle)]


def test_mutated_stories_are_coded(fuzz: ModuleType, coder: Coder, texts: list[str]) -> None:
    events, faults = fuzz.fuzz_stories(coder, texts, range(100))
    assert faults == []
    assert events > 25


def test_mutated_files_are_read_or_refused_and_the_counts_add_up(
    fuzz: ModuleType, texts: list[str], tmp_path: Path
) -> None:
    seen, faults = fuzz.fuzz_files(tmp_path, texts, range(120))
    assert faults == []
    assert seen["rows coded"] > 120
    assert seen["rows rejected"] > 60


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=120) | st.text(alphabet=st.characters(codec="ascii"), max_size=200))
def test_any_text_is_coded(world_coder: Coder, text: str) -> None:
    for event in world_coder.code_text(f"Iran attacked Iraq.{text} Iran attacked Iraq."):
        assert 0 <= event.start < len(text) + 40
