"""A run as it is seen on a terminal: a bar while it goes, a table at its end. All on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from coder.batch import messages
from coder.batch.run import Counts, Result, Show
from coder.batch.sources import Corpus

_EVERY = 0.1  # seconds between two looks at the bar
_TOP_ROOTS = 10


@contextmanager
def progress(to_stdout: bool = False) -> Iterator[Show]:
    """A bar with stories a second and events so far; nothing where no one looks, or where it would cross the table."""
    if not sys.stderr.isatty() or (to_stdout and sys.stdout.isatty()):
        yield lambda counts, corpus: None
        return
    bar = Progress(
        SpinnerColumn(),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.description}"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task("loading the model", total=None)
        looked, begun = 0.0, 0.0

        def show(counts: Counts, corpus: Corpus) -> None:
            nonlocal looked, begun
            now = time.monotonic()
            begun = begun or now
            if now - looked < _EVERY:
                return
            looked = now
            speed = counts.done / (now - begun) if now > begun else 0
            said = f"{counts.done:,} stories, {speed:,.0f}/s, {counts.events:,} events"
            bar.update(task, total=corpus.total, completed=corpus.bytes_read, description=said)

        yield show


def summary(result: Result) -> None:
    """Counts that add up, and what deserves a second look."""
    counts = result.counts
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column()
    table.add_column(justify="right", min_width=7)
    table.add_row("stories read", f"{counts.read:,}")
    table.add_row("  coded", f"{counts.coded:,}")
    table.add_row("  without events", f"{counts.without_events:,}")
    table.add_row("  rejected", f"{counts.rejected.total():,}")
    for reason, number in counts.rejected.most_common():
        table.add_row(f"    {reason}", f"{number:,}")
    table.add_row("events", f"{counts.events:,}")
    if counts.merged:
        table.add_row("  left out, told again", f"{counts.merged:,}")
    for root, number in sorted(counts.roots.most_common(_TOP_ROOTS), key=lambda item: (-item[1], item[0])):
        table.add_row(f"  root {root}", f"{number:,}")
    if len(counts.roots) > _TOP_ROOTS:
        others = counts.events - sum(number for _, number in counts.roots.most_common(_TOP_ROOTS))
        table.add_row("  other roots", f"{others:,}")
    table.add_row("seconds", f"{result.seconds:,.1f}")
    console.print(table)
    for rejection in result.rejections:
        console.print(Text(str(rejection), "yellow"))
    rejected = counts.rejected.total()
    if not counts.read:
        console.print(Text(messages.empty_corpus(), "red"))
    elif rejected == counts.read:
        console.print(Text(messages.nothing_coded(rejected, result.rejected_to), "red"))
    elif rejected:
        console.print(Text(messages.rejections(rejected, result.rejected_to)))
    if result.changed:
        console.print(Text(messages.read_differently(result.changed), "yellow"))
    if counts.duplicate_ids:
        console.print(Text(messages.duplicate_ids(counts.duplicate_ids), "yellow"))
