"""What the tests share: the pipeline, the built-in dictionaries, and a small world of their own."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from coder import Coder, Story
from coder.dictionaries import Lexicon, builtin_folder, load_dictionaries
from coder.dictionaries.compile import Compiled, compile_dictionaries
from coder.language.parse import Parse
from coder.language.pipeline import Pipeline
from coder.records import Event

# How long an example takes says nothing about its truth, and a loaded machine is slow.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

WORLD = Path(__file__).parent / "data" / "world"
GRAMMAR = ("ontology", "words", "nouns", "roles")
"""Built-in files that the mechanism itself needs. Everything else that the tests' world knows is in tests/data/world."""


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """The built-in dictionaries."""
    return load_dictionaries()


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    return Pipeline()


@pytest.fixture(scope="session")
def parsed(pipeline: Pipeline) -> Callable[..., list[Parse]]:
    """`parsed(text, ...)`: the parse of each text, taken as one sentence."""

    def parse(*texts: str) -> list[Parse]:
        return list(pipeline.parse([pipeline.tokenize(text, 0) for text in texts]))

    return parse


@pytest.fixture(scope="session")
def coder(lexicon: Lexicon, pipeline: Pipeline) -> Coder:
    """The coder as a user gets it."""
    return Coder(lexicon=lexicon, pipeline=pipeline)


@pytest.fixture(scope="session")
def grammar(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the built-in files without which nothing can be coded, and no actor or event."""
    folder = tmp_path_factory.mktemp("grammar")
    for name in GRAMMAR:
        shutil.copy(builtin_folder() / f"{name}.yaml", folder)
    return folder


@pytest.fixture(scope="session")
def world(grammar: Path) -> Compiled:
    """The tests' own dictionaries: what grows in the built-in ones can't change what the tests see."""
    compiled = compile_dictionaries([grammar, WORLD])
    assert compiled.faults == []
    return compiled


@pytest.fixture(scope="session")
def world_folder(grammar: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tests' world as one folder, so that it can stand in for the built-in dictionaries."""
    folder = tmp_path_factory.mktemp("installed") / "world"
    shutil.copytree(WORLD, folder)
    shutil.copytree(grammar, folder, dirs_exist_ok=True)
    return folder


@pytest.fixture
def installed(world_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation whose built-in dictionaries are the tests' world, with a cache folder of its own."""
    monkeypatch.setattr("coder.dictionaries.builtin_folder", lambda: world_folder)
    monkeypatch.setenv("CAMEO_CACHE_DIR", str(tmp_path / "cache"))
    return world_folder


@pytest.fixture(scope="session")
def world_coder(world: Compiled, pipeline: Pipeline) -> Coder:
    return Coder(lexicon=world.lexicon, pipeline=pipeline)


@pytest.fixture(scope="session")
def events(world_coder: Coder) -> Callable[..., list[Event]]:
    """`events(text)`: the events of one story in the tests' world; `date` as "2004-11-30"."""

    def code(text: str, date: str | None = None, coder: Coder = world_coder) -> list[Event]:
        story = Story("s1", text, dt.date.fromisoformat(date) if date else None)
        return next(iter(coder.code([story])))[1]

    return code


@pytest.fixture(scope="session")
def codes(events: Callable[..., list[Event]]) -> Callable[..., list[str]]:
    """`codes(text)`: the same as "SOURCE CODE TARGET", sorted; `---` for an actor that isn't known."""

    def show(text: str, date: str | None = None, **options: Coder) -> list[str]:
        return sorted(f"{e.source or '---'} {e.code} {e.target or '---'}" for e in events(text, date, **options))

    return show
