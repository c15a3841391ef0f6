"""`cameo check`: every fault of the dictionaries with its place, and every example coded and compared."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from coder.dictionaries.compile import Compiled, Example, compile_dictionaries
from coder.dictionaries.source import Fault

PARALLEL_FROM = 400
"""Examples from which a second process pays for its start."""


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a check. `examples` ran, `patterns` and `nouns` were compiled, `actors` and `names` are known."""

    faults: list[Fault]
    examples: int
    near_misses: int
    patterns: int
    nouns: int
    actors: int
    names: int
    not_run: bool = False


def check(folders: Sequence[Path], *, model: str | None = None, only: str = "", workers: int = 2) -> Report:
    """Check all dictionary files below the folders. `only`: run just the examples of files whose path contains it.

    Examples run only if everything compiles, for a faulty dictionary says nothing about sentences.
    """
    compiled = compile_dictionaries(folders)
    examples = [e for e in compiled.examples if only in e.file]
    faults = [f for f in compiled.faults if only in f.file] or list(compiled.faults)
    if not compiled.faults:
        faults = run_examples(compiled, folders, examples, model, workers)
    lexicon = compiled.lexicon
    return Report(
        faults,
        len(examples),
        sum(e.near_miss for e in examples),
        compiled.patterns,
        compiled.nouns,
        len(lexicon.actors),
        len(lexicon.names),
        bool(compiled.faults),
    )


def run_examples(
    compiled: Compiled, folders: Sequence[Path], examples: Sequence[Example], model: str | None, workers: int
) -> list[Fault]:
    """Code the examples and report those that don't give exactly the events they say."""
    if len(examples) < PARALLEL_FROM or workers < 2:
        return _run(compiled, examples, model)
    size = -(-len(examples) // (workers * 4))
    chunks = [examples[i : i + size] for i in range(0, len(examples), size)]
    with ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=_start, initargs=(compiled, model)
    ) as pool:
        return sorted(fault for faults in pool.map(_run_here, chunks) for fault in faults)


_here: tuple[Compiled, str | None] | None = None


def _start(compiled: Compiled, model: str | None) -> None:
    global _here
    _here = (compiled, model)


def _run_here(examples: Sequence[Example]) -> list[Fault]:
    assert _here is not None
    return _run(_here[0], examples, _here[1])


def _run(compiled: Compiled, examples: Sequence[Example], model: str | None) -> list[Fault]:
    from coder.coding.story import StoryCoder
    from coder.language.pipeline import DEFAULT_MODEL
    from coder.records import Story

    coder = StoryCoder(compiled.lexicon, _pipeline(model or DEFAULT_MODEL), partial=True)
    stories = [Story(str(i), e.text, e.date) for i, e in enumerate(examples)]
    faults = []
    for example, (_, events) in zip(examples, coder.code(stories), strict=True):
        got = {(e.source or "---", e.code, e.target or "---") for e in events}
        wanted = set(example.events)
        if not any("---" in e for e in wanted):
            got = {e for e in got if "---" not in e}
        if got != wanted:
            faults.append(
                Fault(example.file, example.line, f"example codes {_show(got)}, not {_show(wanted)}: {example.text}")
            )
    return faults


_pipelines: dict[str, object] = {}


def _pipeline(model: str):  # type: ignore[no-untyped-def]
    from coder.language.pipeline import Pipeline

    if model not in _pipelines:
        _pipelines[model] = Pipeline(model)
    return _pipelines[model]


def _show(events: set[tuple[str, str, str]]) -> str:
    return ", ".join(" ".join(e) for e in sorted(events)) or "no event"
