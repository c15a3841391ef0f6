"""Every word the batch layer says to a user: what is wrong, where, and what to do next."""

from __future__ import annotations

import signal
from collections.abc import Iterable, Sequence
from enum import StrEnum

from coder.errors import InputError


class Reason(StrEnum):
    """Why a row was not coded: few and fixed, so that they can be counted. The detail stands beside it."""

    BYTES = "undecodable bytes"
    CSV = "malformed row"
    JSON = "malformed JSON"
    CELLS = "wrong number of cells"
    LONG = "too long"
    NO_TEXT = "empty text"
    NOT_TEXT = "text is not a string"
    DATE = "unparsable date"
    AMBIGUOUS = "ambiguous date"
    NO_ID = "no id"
    KILLED = "killed the coder"
    SLOW = "over the time limit"
    FAILED = "the coder failed"


def no_such_file(name: str) -> InputError:
    return InputError(f"{name}: no such file or folder. Check the path; quote it if it has spaces.")


def unreadable(name: str, cause: BaseException) -> InputError:
    return InputError(f"{name}: cannot be read ({_why(cause)}). Check that the file is whole and that you may read it.")


def unknown_format(name: str, known: Iterable[str]) -> InputError:
    return InputError(
        f"{name}: the ending doesn't tell what kind of file it is (known: {_list(known)}, each also with .gz or .zst). "
        "Name the kind with --format, or save a spreadsheet as CSV UTF-8."
    )


def no_match(pattern: str) -> InputError:
    return InputError(f"{pattern}: matches no file. Check the path; ** stands for folders of any depth.")


def empty_folder(name: str, ending: str) -> InputError:
    return InputError(f"{name}: the folder holds no .{ending} file. Name the files themselves, or give --format.")


def needs_extra(name: str, package: str, extra: str) -> InputError:
    return InputError(f"{name}: {package} is not installed. Install it: python -m pip install 'cameo-coder[{extra}]'")


def parquet_in_one_piece(name: str) -> InputError:
    return InputError(
        f"{name}: Parquet is read from a plain file only. Unpack it, or save what comes through the pipe."
    )


def malformed_xml(name: str, line: int, detail: str) -> InputError:
    return InputError(
        f"{name}, line {line}: not well-formed XML ({detail}). Mend that line: nothing after it can be read."
    )


def xml_entities(name: str, line: int) -> InputError:
    return InputError(f"{name}, line {line}: defines entities of its own, which are not read. Take the DOCTYPE out.")


def no_xml_story(name: str) -> InputError:
    return InputError(
        f"{name}: holds no <Sentence> or <Story> element, as PETRARCH's input has. Convert it to csv or jsonl."
    )


def standard_input_twice() -> InputError:
    return InputError("-: standard input can be read only once. Name it once.")


def unknown_encoding(encoding: str) -> InputError:
    return InputError(f"--encoding {encoding}: no such text encoding. Common ones: utf-8, cp1252, latin-1, utf-16.")


def undecodable(encoding: str, byte: int, offset: int) -> str:
    return f"byte 0x{byte:02x} at offset {offset} is not {encoding}; if the file is in another encoding, say --encoding"


def undecodable_file(name: str, encoding: str, offset: int) -> InputError:
    return InputError(
        f"{name}: not {encoding} from byte offset {offset} on. Name the file's encoding with --encoding "
        "(common ones: cp1252, latin-1, utf-16)."
    )


def looks_utf16(name: str) -> InputError:
    return InputError(f"{name}: begins with the mark of UTF-16 (Excel's “Unicode Text”). Say --encoding utf-16.")


def bad_header(name: str, detail: str) -> InputError:
    return InputError(f"{name}, line 1: the line with the column names can't be read: {detail}.")


def old_mac_lines(name: str) -> InputError:
    return InputError(
        f"{name}: its lines end in bare carriage returns (old Macintosh). "
        "Save it as CSV UTF-8, or convert it: tr '\\r' '\\n' < old.csv > new.csv"
    )


def json_array(name: str) -> InputError:
    return InputError(f"{name}: one JSON array, not one object a line. Convert it: jq -c '.[]' FILE > stories.jsonl")


_STORY_NAMES = ("body", "content", "article", "story", "fulltext", "full_text", "maintext", "sentence")


def missing_column(name: str, role: str, wanted: str, present: Sequence[str]) -> InputError:
    likely = next((p for p in present if p.strip().casefold() in _STORY_NAMES), None) if role == "text" else None
    shown = [_short(column, 30) for column in present[:30]] + (["…"] if len(present) > 30 else [])
    return InputError(
        f"{name}: no column {wanted!r}. Its columns: {', '.join(shown) or 'none'}. "
        f"Say which one holds the {role}: --{role}-column {likely or 'NAME'}"
    )


def column_twice(name: str, column: str) -> InputError:
    return InputError(f"{name}: the column {column!r} stands there twice. Rename one of them.")


def malformed_csv(error: str) -> str:
    """What Python's csv module found, in words that help to mend the row."""
    if "unexpected end of data" in error:
        return never_closed()
    if "expected after" in error:
        return 'a quote inside a quoted cell is not doubled ("")'
    if "new-line character" in error:
        return "a bare carriage return outside quotes"
    return error


def never_closed() -> str:
    return "a quote opens a cell and is never closed"


def wrong_cells(cells: int, columns: int) -> str:
    cause = "an unquoted separator in a cell" if cells > columns else "a line broken off, or a stray quote near"
    return f"{_count(cells, 'cell')} for {_count(columns, 'column')}: {cause}?"


def too_long(limit: int) -> str:
    return f"more than {limit // 2**20} MB in one cell or line: an unclosed quote? else split the text"


def not_an_object(value: object) -> str:
    return f"a JSON {_json_kind(value)}, not an object with named columns"


def malformed_json(message: str, column: int) -> str:
    return f"{message[:1].lower()}{message[1:]} at character {column}"


def too_deep() -> str:
    return "nested too deeply"


def no_text() -> str:
    return "no letter or digit to read"


def not_text(value: object) -> str:
    return f"a {_json_kind(value)}, not text"


def unparsable_date(cell: str) -> str:
    return f"{_short(cell)!r} is not a day; write it as 2004-11-30, or leave it empty"


def ambiguous_date(cell: str, readings: Iterable[str]) -> str:
    return f"{_short(cell)!r} may be {' or '.join(readings)}; say --date-order"


def no_such_dictionaries(name: str) -> InputError:
    return InputError(f"--dictionaries {name}: no such folder. Check the path.")


def no_output_folder(folder: str) -> InputError:
    return InputError(f"{folder}: no such folder to write into. Make it first: mkdir -p {folder}")


def output_exists(path: str) -> InputError:
    return InputError(f"{path}: exists already, nothing was changed. Choose another -o, or replace it with --force.")


def output_is_input(path: str) -> InputError:
    return InputError(f"{path}: would be written, but is read as corpus. Choose another -o.")


def output_no_file(path: str) -> InputError:
    return InputError(f"{path}: not a plain file. Name a new file with -o, or write to standard output with -o -")


def output_format(path: str, known: Iterable[str]) -> InputError:
    return InputError(f"{path}: unknown kind of table. Give -o one of the endings {_list(known)}.")


def output_in_use(path: str) -> InputError:
    return InputError(f"{path}: another run is writing this table. Wait for it, or choose another -o.")


def page_no_html(path: str) -> InputError:
    return InputError(f"{path}: a page ends in .html. Give --html that ending.")


def page_exists(path: str) -> InputError:
    return InputError(
        f"{path}: exists already, nothing was changed. Choose another --html, or replace it with --force."
    )


def page_is_story(path: str) -> InputError:
    return InputError(f"{path}: would be written, but is the story. Choose another --html.")


def page_or_json() -> InputError:
    return InputError("explain gives --json or --html: give one of the two")


def unfinished(path: str, journal: str, rows: int) -> InputError:
    return InputError(
        f"{path}: a run into this table was broken off after {_count(rows, 'row')} of the corpus ({journal}). "
        "Go on with --resume, or begin anew with --force."
    )


def nothing_to_resume(path: str) -> InputError:
    return InputError(f"{path}: is finished, there is nothing to resume. Replace it with --force.")


def resume_or_force() -> InputError:
    return InputError("--resume goes on with a run, --force begins anew: give one of the two.")


def needs_file(option: str) -> InputError:
    return InputError(f"{option} needs a table that is a file: name one with -o.")


def changed(what: Iterable[str]) -> InputError:
    listed = "".join(f"\n  {one}" for one in what)
    return InputError(
        f"this is not the run that was broken off; what has changed since:{listed}\n"
        "Change it back to go on with --resume, or begin anew with --force. Nothing was touched."
    )


def changed_value(name: str, before: object, after: object) -> str:
    return f"{name}: was {_short(str(before), 100)}, is {_short(str(after), 100)}"


def changed_corpus(name: str, how: str) -> str:
    return f"corpus: {name} {how}"


def rows_changed(rows: int) -> str:
    return f"corpus: its first {_count(rows, 'row')} are not those that were coded"


def damaged_parts(path: str) -> InputError:
    return InputError(
        f"{path}: gone, or shorter than the journal says: there is nothing to go on with. Begin anew with --force."
    )


def journal_unreadable(path: str) -> InputError:
    return InputError(f"{path}: not the journal of a run by this version. Begin anew with --force.")


def unwritable(path: str, cause: BaseException) -> InputError:
    return InputError(f"{path}: cannot be written ({_why(cause)}). Mend that and run again.")


def no_room_aside(cause: BaseException) -> InputError:
    return InputError(
        f"the folder for temporary files cannot be written ({_why(cause)}). "
        "Make room there, or name another one: SQLITE_TMPDIR=/somewhere"
    )


def workers_die(number: int, code: int) -> InputError:
    return InputError(
        f"{number} worker processes in a row ended ({_exit(code)}) and no story could be coded: too little memory? "
        "Try fewer --workers."
    )


def engine_changed(what: Iterable[str]) -> InputError:
    return InputError(
        f"the coder was changed while it ran ({_list(sorted(what))} not as at the start). Change it back, or begin anew."
    )


def cannot_load(detail: str) -> InputError:
    return InputError(f"the coder cannot be loaded: {detail}. Is the installation whole? Please report it if so.")


def killed_coder(code: int, characters: int) -> str:
    return f"the process that coded it ended twice ({_exit(code)}): out of memory? It has {characters:,} characters"


def too_slow(seconds: float, characters: int) -> str:
    return f"more than {seconds:g} seconds; it has {characters:,} characters. Split it, or raise --time-limit"


def coder_failed(detail: str) -> str:
    return f"{detail}. Please report it with the story"


def unknown_role(name: str, known: Iterable[str]) -> InputError:
    return InputError(f"columns={{{name!r}: ...}}: no such column of stories. There are {_list(known)}.")


def unknown_date_order(order: object, known: Iterable[str]) -> InputError:
    return InputError(f"date_order={order!r}: give one of {_list(known)}.")


def no_id(row: int) -> str:
    return f"row {row} of its frame (from 0) has no id: events could not be told to whose story they belong"


def rejected_in_frame(number: int, story_id: str, first: str) -> str:
    reason = first.partition("): ")[2]
    return f"{_count(number, 'row')} of the frame can't be coded, the first one {story_id!r}: {reason}. See rejected_frame."


def not_both(one: str, other: str) -> InputError:
    return InputError(f"{one} and {other}: give one of the two.")


def no_scheduler(address: str, cause: BaseException) -> InputError:
    return InputError(
        f"--dask {address}: no dask scheduler answers there ({_why(cause)}). "
        "Start one (dask scheduler), and give the address that it prints: tcp://HOST:8786"
    )


def no_dask_workers(address: str, seconds: float) -> InputError:
    return InputError(
        f"--dask {address}: the scheduler has had no worker for {seconds:g} seconds. "
        f"Start some: dask worker {address} --nworkers N --nthreads 1"
    )


def dask_worker_unusable(worker: str, detail: str) -> InputError:
    return InputError(f"the dask worker {worker}: {detail}")


def dask_workers_differ(worker: str, what: Iterable[str]) -> InputError:
    return InputError(
        f"the dask worker {worker} has another {_list(sorted(what))} than the others or than this machine. "
        "Install the same version everywhere, with the same dictionaries."
    )


def dask_gone(address: str, detail: str) -> InputError:
    return InputError(f"--dask {address}: the cluster was lost ({detail}). Start it again, and go on with --resume.")


def dask_threads(threads: int) -> str:
    return f"A dask worker has {threads} threads: they take turns. Start workers with --nthreads 1, one a core."


def dask_memory_settings() -> str:
    return "The dask workers trim their memory all the time, which costs speed: docs/scale.md has the settings."


def killed_dask_worker(characters: int) -> str:
    return f"the workers that coded it were lost, one after the other: out of memory? It has {characters:,} characters"


def empty_corpus() -> str:
    return "The corpus holds no story: nothing to code, nothing written."


def nothing_coded(rejected: int, where: str) -> str:
    return f"Nothing could be coded: all {_count(rejected, 'row')} were rejected. {_see(where)}"


def duplicate_ids(number: int) -> str:
    return f"{_count(number, 'story', 'stories')} had an id seen before. All were kept; such events share a story_id."


def rejections(number: int, where: str) -> str:
    return f"{_count(number, 'row')} rejected. {_see(where)}"


def rejection(file: str, row: int, line: int, reason: str, detail: str) -> str:
    return f"{file}, row {row} (line {line}): {reason}: {detail}"


def interrupted() -> str:
    return "Stopped. Nothing was written."


def stopped(safe: str) -> str:
    return f"Stopped. {safe}"


def nothing_written() -> str:
    return "Nothing was written."


def not_all() -> str:
    return "What went to standard output is not the whole table."


def as_it_was() -> str:
    return "The run that was broken off is as it was. Go on with --resume, or begin anew with --force."


def safe_so_far(rows: int, events: int, table: str) -> str:
    return (
        f"What was done is safe: {_count(rows, 'row')} of the corpus, {_count(events, 'event')} in {table}. "
        "Go on with --resume, or begin anew with --force."
    )


def resumed(rows: int) -> str:
    return f"Going on after {_count(rows, 'row')} of the corpus."


def nothing_broken_off() -> str:
    return "No run was broken off here: beginning at the beginning."


def read_differently(names: Iterable[str]) -> str:
    return f"Changed while it was read: {_list(names)}. The run file describes what was coded."


def _see(where: str) -> str:
    return f"Each with its reason: {where}" if where else "The first reasons are above."


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _short(text: str, width: int = 40) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= width else flat[: width - 1] + "…"


def _json_kind(value: object) -> str:
    kinds = {str: "string", bool: "boolean", int: "number", float: "number", list: "array", type(None): "null"}
    return kinds.get(type(value), "object" if isinstance(value, dict) else type(value).__name__)


def _list(names: Iterable[str]) -> str:
    return ", ".join(names)


def _exit(code: int) -> str:
    if code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"


def _why(cause: BaseException) -> str:
    return getattr(cause, "strerror", None) or str(cause) or type(cause).__name__
