"""The command line: parses options, calls the library, prints. Each command imports the heavy modules it needs."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from coder.batch.dates import DateOrder
from coder.batch.sources import Format
from coder.errors import InputError

app = typer.Typer(
    help="Codes news into CAMEO events: who did what to whom, with the reason for each choice.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

_COLUMNS = "Columns of the corpus"
_READING = "Reading"
_CODING = "Coding"

# What several commands take, word for word the same.
CorpusNames = Annotated[
    list[str],
    typer.Argument(
        help="csv, tsv, jsonl, parquet, xml or txt files, patterns, folders of txt, each also .gz or .zst; "
        "- is standard input (csv)."
    ),
]
Model = Annotated[str | None, typer.Option(help="spaCy model.", show_default="small English", rich_help_panel=_CODING)]
Dictionaries = Annotated[
    list[str] | None,
    typer.Option(metavar="DIR", help="Own dictionaries, over the built-in ones; repeatable.", rich_help_panel=_CODING),
]
FormatName = Annotated[
    Format | None, typer.Option(help="Kind of all corpus files.", show_default="by ending", rich_help_panel=_READING)
]
Encoding = Annotated[str, typer.Option(help="Of the corpus: cp1252, latin-1, utf-16 …", rich_help_panel=_READING)]
Order = Annotated[
    DateOrder | None,
    typer.Option(help="How to read 03/04/2005.", show_default="rejected", rich_help_panel=_READING),
]
IdColumn = Annotated[str | None, typer.Option(show_default="id, else file:row", rich_help_panel=_COLUMNS)]
DateColumn = Annotated[str | None, typer.Option(show_default="date", rich_help_panel=_COLUMNS)]
TextColumn = Annotated[str | None, typer.Option(show_default="text", rich_help_panel=_COLUMNS)]
TitleColumn = Annotated[str | None, typer.Option(show_default="title", rich_help_panel=_COLUMNS)]
PublisherColumn = Annotated[str | None, typer.Option(show_default="publisher", rich_help_panel=_COLUMNS)]
UrlColumn = Annotated[str | None, typer.Option(show_default="url", rich_help_panel=_COLUMNS)]


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(version("cameo-coder"))
        raise typer.Exit


@app.callback()
def cameo(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Codes news into CAMEO events: who did what to whom, with the reason for each choice."""


@app.command()
def code(
    corpus: CorpusNames,
    output: Annotated[
        str,
        typer.Option(
            "--output", "-o", help="Table of events: .csv, .tsv, .jsonl or .parquet; - is standard output (csv)."
        ),
    ],
    force: Annotated[
        bool, typer.Option("--force", help="Replace output that exists, and what is left of a run.")
    ] = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with a run that was broken off; begin if there is none.")
    ] = False,
    workers: Annotated[
        int | None,
        typer.Option(min=1, help="Processes that code; each loads the model.", show_default="all cores"),
    ] = None,
    dask: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Code on a dask cluster: tcp://HOST:PORT of its scheduler."),
    ] = None,
    batch: Annotated[int, typer.Option(min=1, help="Stories that a worker gets at a time, at most.")] = 500,
    time_limit: Annotated[
        float, typer.Option(min=1, metavar="SECONDS", help="A story that takes longer is rejected.")
    ] = 120,
    model: Model = None,
    dictionaries: Dictionaries = None,
    partial: Annotated[
        bool, typer.Option("--partial", help="Also write events with one actor unknown.", rich_help_panel=_CODING)
    ] = False,
    no_story_memory: Annotated[
        bool,
        typer.Option("--no-story-memory", help="Read each sentence by itself.", rich_help_panel=_CODING),
    ] = False,
    no_dedupe: Annotated[
        bool,
        typer.Option("--no-dedupe", help="Keep an event each time the story tells it.", rich_help_panel=_CODING),
    ] = False,
    one_a_day: Annotated[
        bool,
        typer.Option("--one-a-day", help="Keep one event per date, source, target and code.", rich_help_panel=_CODING),
    ] = False,
    format: FormatName = None,
    encoding: Encoding = "utf-8",
    date_order: Order = None,
    id_column: IdColumn = None,
    date_column: DateColumn = None,
    text_column: TextColumn = None,
    title_column: TitleColumn = None,
    publisher_column: PublisherColumn = None,
    url_column: UrlColumn = None,
) -> None:
    """Code a corpus into a table of events.

    Beside events.csv, events.rejected.csv gets the rows that can't be coded, each with its reason, and events.run.json
    versions, options and counts.

    Exit code 1: nothing could be coded; 2: something must be mended first; 130: stopped by Ctrl-C.
    """
    import signal

    from coder.batch import messages, report
    from coder.batch.columns import Columns
    from coder.batch.engine import Engine
    from coder.batch.run import Job, Stopped, code_corpus
    from coder.batch.workers import cores

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # kill, and schedulers of clusters: as clean as Ctrl-C

    if dask is not None and workers is not None:
        raise messages.not_both("--dask", "--workers")
    job = Job(
        corpus=tuple(corpus),
        output=output,
        engine=Engine(
            model=model,
            dictionaries=tuple(dictionaries or ()),
            partial=partial,
            story_memory=not no_story_memory,
            dedupe=not no_dedupe,
        ),
        format=format,
        encoding=encoding,
        columns=Columns(id_column, date_column, text_column, title_column, publisher_column, url_column),
        date_order=date_order,
        workers=workers or cores(),
        batch=batch,
        time_limit=time_limit,
        one_a_day=one_a_day,
        dask=dask,
        force=force,
        resume=resume,
    )
    try:
        with report.progress(to_stdout=output == "-") as show:
            result = code_corpus(job, show, lambda message: typer.echo(message, err=True))
    except Stopped as stopped:
        typer.echo(str(stopped), err=True)
        raise typer.Exit(130) from None
    report.summary(result)
    if not result.counts.done:
        raise typer.Exit(1)


@app.command()
def explain(
    text: Annotated[str | None, typer.Argument(help="The text to explain.", show_default=False)] = None,
    story: Annotated[str | None, typer.Option("--story", help="A text file, read as one story.")] = None,
    date: Annotated[str | None, typer.Option(help="Day of the story (YYYY-MM-DD), for dated actors.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False,
    model: Annotated[str | None, typer.Option(help="spaCy model.", show_default="small English")] = None,
    dictionaries: Annotated[list[str] | None, typer.Option(metavar="DIR", help="Own dictionaries; repeatable.")] = None,
    partial: Annotated[bool, typer.Option("--partial", help="Also show events with one actor unknown.")] = False,
    no_story_memory: Annotated[bool, typer.Option("--no-story-memory", help="Read each sentence by itself.")] = False,
    html: Annotated[
        str | None, typer.Option("--html", metavar="OUT", help="Write a page (.html) that stands alone.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a page that exists.")] = False,
) -> None:
    """Show what is seen in a text, which rules fire, and what nearly fired and why not."""
    import datetime as dt
    from pathlib import Path

    from coder.batch import messages
    from coder.language.pipeline import DEFAULT_MODEL

    if (text is None) == (story is None):
        raise InputError("explain takes a text in quotes, or --story FILE: give one of the two")
    if html is not None:
        from coder.explain_page import check_page

        if as_json:
            raise messages.page_or_json()
        check_page(html, story=story, force=force)
    if story is not None:
        try:
            text = Path(story).read_text(encoding="utf-8")
        except OSError as error:
            raise InputError(f"{story}: cannot be read ({error.strerror}). Check the path.") from error
        except UnicodeDecodeError as error:
            raise InputError(f"{story}: is not UTF-8 (byte {error.start}). Save it as UTF-8.") from error
    try:
        day = dt.date.fromisoformat(date) if date else None
    except ValueError as error:
        raise InputError(f"--date {date!r} is no day: write YYYY-MM-DD") from error
    from coder.api import Coder, Story
    from coder.explain import as_data, render

    coder = Coder(
        model or DEFAULT_MODEL,
        tuple(dictionaries or ()),
        partial=partial,
        story_memory=not no_story_memory,
        dedupe=False,
    )
    told = Story("text", text or "", day)
    coded = coder.inspect(told)
    if html is not None:
        from coder.explain_page import page

        name = Path(story).name if story is not None else "Text"
        try:
            Path(html).write_text(page(told, coded, coder.description(), name=name), encoding="utf-8")
        except OSError as error:
            raise messages.unwritable(html, error) from error
        typer.echo(f"{html}: {len(coded)} sentences, {sum(len(one.events) for one in coded)} events")
    elif as_json:
        import json

        typer.echo(json.dumps(as_data(coded), ensure_ascii=False, indent=2))
    else:
        from rich.console import Console

        render(coded, Console())


@app.command()
def check(
    dictionaries: Annotated[
        list[str] | None, typer.Argument(help="Folders of own dictionaries, checked together with the built-in ones.")
    ] = None,
    only: Annotated[str, typer.Option(help="Only files whose path contains this.")] = "",
    model: Annotated[str | None, typer.Option(help="spaCy model.", show_default="small English")] = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes that run the examples.")] = 2,
) -> None:
    """Check dictionaries: a line file:line for every fault, and every example coded and compared.

    Exit code 0: clean; 1: faults; 2: can't be checked.
    """
    from pathlib import Path

    from coder.dictionaries import builtin_folder
    from coder.dictionaries.check import check as run_check

    folders = [builtin_folder(), *map(Path, dictionaries or ())]
    for folder in folders:
        if not folder.is_dir():
            raise InputError(f"{folder}: no such folder. Give a folder that holds YAML dictionaries.")
    report = run_check(folders, model=model, only=only, workers=workers)
    for fault in report.faults:
        typer.echo(str(fault))
    typer.echo(
        f"{report.patterns} patterns, {report.nouns} event nouns, {report.actors} actors under {report.names} names; "
        f"{report.examples} examples ({report.near_misses} near misses) {'not run' if report.not_run else 'run'}; "
        f"{len(report.faults)} fault{'s' * (len(report.faults) != 1)}"
    )
    if report.faults:
        raise typer.Exit(1)


@app.command()
def actors(
    name: Annotated[str, typer.Argument(help="A name as the news writes it.")],
    date: Annotated[str | None, typer.Option(help="On which day (YYYY-MM-DD).", show_default="undated")] = None,
    dictionaries: Annotated[list[str] | None, typer.Option(metavar="DIR", help="Own dictionaries; repeatable.")] = None,
) -> None:
    """Show what a name resolves to on a day, why, and from which entry; near misses if nothing has that name.

    Exit code 0: an actor or a role; 1: neither; 2: can't be looked up.
    """
    import datetime as dt
    from pathlib import Path

    from rich.console import Console

    from coder.coding.lookup import look_up, render
    from coder.dictionaries import load_dictionaries

    try:
        day = dt.date.fromisoformat(date) if date else None
    except ValueError as error:
        raise InputError(f"--date {date!r} is no day: write YYYY-MM-DD") from error
    if not name.strip():
        raise InputError("actors takes a name: cameo actors 'Boris Yeltsin'")
    found = look_up(load_dictionaries([Path(d) for d in dictionaries or ()]), name, day)
    render(found, name, Console(highlight=False, soft_wrap=True))
    if not found.answers:
        raise typer.Exit(1)


@app.command()
def suggest(
    corpus: CorpusNames,
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", help="Actor file to fill in (.yaml); - is standard output.", show_default="none"
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace output that exists.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="How many names at most.")] = 50,
    min_count: Annotated[int, typer.Option(min=1, help="Stories that must have a name.")] = 1,
    model: Model = None,
    dictionaries: Dictionaries = None,
    format: FormatName = None,
    encoding: Encoding = "utf-8",
    date_order: Order = None,
    id_column: IdColumn = None,
    date_column: DateColumn = None,
    text_column: TextColumn = None,
    title_column: TitleColumn = None,
    publisher_column: PublisherColumn = None,
    url_column: UrlColumn = None,
) -> None:
    """Suggest actors: names that a corpus uses as such and no dictionary knows, the most frequent first.

    With -o, writes an actor file with a stub for each name: fill in the codes, check it, and code with --dictionaries.

    Exit code 1: nothing could be read; 2: something must be mended first; 130: stopped by Ctrl-C.
    """
    from pathlib import Path

    from rich.console import Console

    from coder.analysis.corpus import Reading, check_actor_file, write_text
    from coder.batch import messages
    from coder.batch.columns import Columns

    columns = Columns(id_column, date_column, text_column, title_column, publisher_column, url_column)
    reading = Reading(corpus, format, encoding, columns, date_order)
    if output:
        check_actor_file(output, force=force, inputs=corpus)
    for folder in dictionaries or ():
        if not Path(folder).is_dir():
            raise messages.no_such_dictionaries(folder)

    from coder.analysis.stubs import as_yaml, render
    from coder.analysis.suggest import suggest as find_names
    from coder.dictionaries import load_dictionaries
    from coder.language.entities import EntityFinder
    from coder.language.pipeline import DEFAULT_MODEL, Pipeline

    lexicon, name = load_dictionaries(dictionaries or ()), model or DEFAULT_MODEL
    pipeline, entities = Pipeline(name), EntityFinder(name)
    try:
        found = find_names(reading.read(), lexicon, pipeline, entities, limit=limit, min_count=min_count)
    except KeyboardInterrupt:
        typer.echo(messages.interrupted(), err=True)
        raise typer.Exit(130) from None
    reading.summary()
    if not reading.stories:
        raise typer.Exit(1)
    render(found, Console(stderr=output == "-", highlight=False))
    if output:
        write_text(output, as_yaml(found))


def main() -> None:
    """The console script. What the user must mend is one message and exit code 2, never a traceback."""
    try:
        app()
    except InputError as error:
        typer.echo(f"error: {error}", err=True)
        sys.exit(2)
    except BrokenPipeError:  # the reader of our output has gone: `cameo code … -o - | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
