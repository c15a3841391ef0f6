"""From a story's plain text to the sentences that are parsed: splitting, datelines, lists and tables, headlines.

Nothing here changes the length of the plain text; `Sentence.place` points into the story as it was given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from coder.language.plain import PlainText

MAX_SENTENCE = 1500
"""Characters. What is longer is no sentence (tables, lost full stops) and is cut at a blank near this length."""

_BREAK = re.compile(r"\n\n|\n(?=(?:[-*•‣●▪–]|--) )")
_BULLET = re.compile(r"(?:(?:[-*•‣●▪·–>]|--)[ \t]+)+|\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)][ \t]+(?=[\"'A-Z])")
_CELL = re.compile(r"[\t|]")
TABLE_CELLS, CELL_WORDS = 3, 6
"""A line of at least so many cells (between tabs or bars) of on average at most so many words is a row of a table."""
_DATELINE = re.compile(
    r"""\s*(?:
        (?:[A-Z][A-Z.'’/-]*[,]?\s+){0,5}[A-Z][A-Z.'’/-]+(?:,\s[A-Z][\w. ]{1,25}?){0,2}(?:,\s(?:\w{3,9}\.?\s\d{1,2}|\d{1,2}\s\w{3,9}\.?)(?:,?\s\d{4})?)?
        \s*(?:\((?:[A-Z][\w.]*\s?){1,4}\)\s*)?(?:--?|—|–|:)\s
      | (?:[A-Z][\w.'-]+[ ,/]+){0,3}[A-Z][\w.'-]+\s*\((?:AP|AFP|Reuters|UPI|CP|Xinhua|DPA|ANI|PTI)\)\s*(?:--?|—|–|:)\s
      | (?:AP|AFP|Reuters|UPI|DPA|Canadian\sPress)\s(?:--?|—|–)\s
    )""",
    re.X,
)
_CREDIT = re.compile(
    r"""\s*(?:
        \((?:AP|AFP|Reuters|UPI|DPA|Canadian\ Press|CP|(?:File\ )?(?:Photo|Photograph|Image|Picture|Credit|Reporting|Writing|Editing)\b[^()]{0,200})\)\.?
      | (?:REUTERS|AFP|AP|EPA|Getty\ Images)/[A-Z][\w.' /-]{2,40}
    )\s*$""",
    re.X,
)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence ready to parse, and what led it: its dateline.

    `start`: offset of its first character in the story as given; `places`: of each of its characters, None if they
    stand there one after the other.
    """

    text: str
    start: int
    dateline: str = ""
    places: Sequence[int] | None = None

    def place(self, i: int) -> int:
        """The offset of character `i` of the sentence in the story as given."""
        return self.start + i if self.places is None else self.places[i]


def split(plain: PlainText, recase: Callable[[str], str] | None = None) -> Iterator[Sentence]:
    """Yield the sentences of a story. `recase` may rewrite a sentence in other case, at the same length."""
    import sentencex

    for first, block in _blocks(plain.text):
        position = first
        for piece in sentencex.segment("en", block):
            for start, part in _bounded(piece, position):
                sentence = _sentence(part, start, recase, plain)
                if sentence is not None:
                    yield sentence
            position += len(piece)


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Paragraphs, list items and cells of tables, without line breaks.

    A single line break ends a paragraph, unless the text is hard-wrapped (lines that end within a sentence).
    """
    lines = [line for line in text.split("\n") if line.strip()]
    inner = [line for line in lines[:-1] if len(line) > 40]
    wrapped = bool(inner) and sum(line.rstrip()[-1] not in ".!?:\"')" for line in inner) > 0.5 * len(inner)
    spans = []
    position = 0
    if wrapped:
        for match in _BREAK.finditer(text):
            spans.append((position, match.start()))
            position = match.end()
        spans.append((position, len(text)))
    else:
        for line in text.split("\n"):
            spans.append((position, position + len(line)))
            position += len(line) + 1
    for span in spans:
        for first, last in _cells(text, *span):
            bullet = _BULLET.match(text, first, last)
            if bullet:
                first = bullet.end()
            if text[first:last].strip():
                yield first, text[first:last].replace("\n", " ").replace("\t", " ")


def _cells(text: str, first: int, last: int) -> list[tuple[int, int]]:
    """The cells of a table's row; any other line is one."""
    bars = [match.start() for match in _CELL.finditer(text, first, last)]
    if len(bars) < TABLE_CELLS - 1 or len(text[first:last].split()) > CELL_WORDS * (len(bars) + 1):
        return [(first, last)]
    return list(zip([first, *(bar + 1 for bar in bars)], [*bars, last], strict=True))


def _bounded(piece: str, start: int) -> Iterator[tuple[int, str]]:
    while len(piece) > MAX_SENTENCE:
        cut = piece.rfind(" ", 0, MAX_SENTENCE)
        cut = cut if cut > 0 else MAX_SENTENCE
        yield start, piece[:cut]
        piece, start = piece[cut:], start + cut
    yield start, piece


def _sentence(piece: str, start: int, recase: Callable[[str], str] | None, plain: PlainText) -> Sentence | None:
    dateline = ""
    match = _DATELINE.match(piece)
    if match and match.end() < len(piece) - 10:
        dateline = match[0].strip()
        start, piece = start + match.end(), piece[match.end() :]
    credit = _CREDIT.search(piece)
    if credit:
        piece = piece[: credit.start()]
    stripped = piece.lstrip()
    start += len(piece) - len(stripped)
    stripped = stripped.rstrip()
    if not _WORD.search(stripped):
        return None
    if recase is not None:
        stripped = recase(stripped)
    if plain.places is None:
        return Sentence(stripped, start, dateline)
    places = plain.places[start : start + len(stripped)]
    if list(places) == list(range(places[0], places[0] + len(places))):  # what was odd is elsewhere
        return Sentence(stripped, places[0], dateline)
    return Sentence(stripped, places[0], dateline, places)
