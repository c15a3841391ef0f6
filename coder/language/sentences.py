"""From a story's text to the sentences that are parsed: splitting, datelines, headlines, odd characters.

Every change made here keeps the length of the text, so that offsets point into the story as it was given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

MAX_SENTENCE = 1500
"""Characters. What is longer is no sentence (tables, lost full stops) and is cut at a blank near this length."""

_SPACES = re.compile(r"[\s\x00-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_TAG = re.compile(r"<(?:/?[A-Za-z][^<>]{0,200}|!--.*?--)>", re.S)
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,5}|#x[0-9A-Fa-f]{2,4});")
_BREAK = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*[-*•–][ \t])")
_TYPOGRAPHY = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "`": "'", "′": "'"})
_DATELINE = re.compile(
    r"""\s*(?:
        (?:[A-Z][A-Z.'’/-]*[,]?\s+){0,5}[A-Z][A-Z.'’/-]+(?:,\s[A-Z][\w. ]{1,25}?){0,2}(?:,\s\w{3,9}\.?\s\d{1,2})?
        \s*(?:\((?:[A-Z][\w.]*\s?){1,4}\)\s*)?(?:--?|—|–|:)\s
      | (?:[A-Z][\w.'-]+[ ,/]+){0,3}[A-Z][\w.'-]+\s*\((?:AP|AFP|Reuters|UPI|CP|Xinhua|DPA|ANI|PTI)\)\s*(?:--?|—|–|:)\s
      | (?:AP|AFP|Reuters|UPI|DPA|Canadian\sPress)\s(?:--?|—|–)\s
    )""",
    re.X,
)
_CREDIT = re.compile(r"\s*\((?:AP|AFP|Reuters|UPI|DPA|Canadian Press|CP)\)\.?\s*$")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence ready to parse. `text` is as long as the story's text from `start` on; `dateline` what led it."""

    text: str
    start: int
    dateline: str = ""


def clean(text: str) -> str:
    """The text with mark-up, control characters and typographic quotes replaced, one character for each."""
    if "<" in text:
        text = _TAG.sub(lambda m: " " * len(m[0]), text)
    if "&" in text:
        text = _ENTITY.sub(_entity, text)
    text = text.translate(_TYPOGRAPHY)
    return _SPACES.sub(lambda m: "\n" if m[0] in "\n\r" else " ", text)


def _entity(match: re.Match[str]) -> str:
    from html import unescape

    plain = unescape(match[0])
    return (plain if len(plain) == 1 else " ").ljust(len(match[0]))


def split(text: str, recase: Callable[[str], str] | None = None) -> Iterator[Sentence]:
    """Yield the sentences of a story. `recase` may rewrite a sentence in other case, at the same length."""
    import sentencex

    for first, block in _blocks(clean(text)):
        position = first
        for piece in sentencex.segment("en", block):
            for start, part in _bounded(piece, position):
                sentence = _sentence(part, start, recase)
                if sentence is not None:
                    yield sentence
            position += len(piece)


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Paragraphs. A single line break ends one, unless the text is hard-wrapped (lines that end within a sentence)."""
    lines = [line for line in text.split("\n") if line.strip()]
    inner = [line for line in lines[:-1] if len(line) > 40]
    wrapped = bool(inner) and sum(line.rstrip()[-1] not in ".!?:\"')" for line in inner) > 0.5 * len(inner)
    if wrapped:
        spans = []
        position = 0
        for match in _BREAK.finditer(text):
            spans.append((position, match.start()))
            position = match.start()
        spans.append((position, len(text)))
    else:
        spans = []
        position = 0
        for line in text.split("\n"):
            spans.append((position, position + len(line)))
            position += len(line) + 1
    for first, last in spans:
        if text[first:last].strip():
            yield first, text[first:last].replace("\n", " ")


def _bounded(piece: str, start: int) -> Iterator[tuple[int, str]]:
    while len(piece) > MAX_SENTENCE:
        cut = piece.rfind(" ", 0, MAX_SENTENCE)
        cut = cut if cut > 0 else MAX_SENTENCE
        yield start, piece[:cut]
        piece, start = piece[cut:], start + cut
    yield start, piece


def _sentence(piece: str, start: int, recase: Callable[[str], str] | None) -> Sentence | None:
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
    return Sentence(stripped, start, dateline)
