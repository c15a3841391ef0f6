"""Every word the batch layer says to a user: what is wrong, where, and what to do next."""

from __future__ import annotations

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


def no_such_file(name: str) -> InputError:
    return InputError(f"{name}: no such file or folder. Check the path; quote it if it has spaces.")


def unreadable(name: str, cause: BaseException) -> InputError:
    return InputError(f"{name}: cannot be read ({_why(cause)}). Check that the file is whole and that you may read it.")


def unknown_format(name: str, known: Iterable[str]) -> InputError:
    return InputError(
        f"{name}: the ending doesn't tell what kind of file it is (known: {_list(known)}, each also with .gz). "
        "Name the kind with --format, or save a spreadsheet as CSV UTF-8."
    )


def empty_folder(name: str, ending: str) -> InputError:
    return InputError(f"{name}: the folder holds no .{ending} file. Name the files themselves, or give --format.")


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
    return f"a JSON {_json_kind(value)}"


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


def page_no_html(path: str) -> InputError:
    return InputError(f"{path}: a page ends in .html. Give --html that ending.")


def page_exists(path: str) -> InputError:
    return InputError(f"{path}: exists already, nothing was changed. Choose another --html, or replace it with --force.")


def page_is_story(path: str) -> InputError:
    return InputError(f"{path}: would be written, but is the story. Choose another --html.")


def page_or_json() -> InputError:
    return InputError("explain gives --json or --html: give one of the two")


def unwritable(path: str, cause: BaseException) -> InputError:
    return InputError(f"{path}: cannot be written ({_why(cause)}). Mend that and run again; nothing was written.")


def worker_died() -> InputError:
    return InputError(
        "A worker process died, perhaps for lack of memory; nothing was written. "
        "Try fewer --workers, and look for an enormous story in the corpus."
    )


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


def _see(where: str) -> str:
    return f"Each with its reason: {where}" if where else "The first reasons are above."


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _short(text: str, width: int = 40) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= width else flat[: width - 1] + "…"


def _json_kind(value: object) -> str:
    kinds = {str: "string", bool: "boolean", int: "number", float: "number", list: "array", type(None): "null"}
    return kinds.get(type(value), "object")


def _list(names: Iterable[str]) -> str:
    return ", ".join(names)


def _why(cause: BaseException) -> str:
    return getattr(cause, "strerror", None) or str(cause) or type(cause).__name__
