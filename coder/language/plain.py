"""From a story as it was given to the text that is read: odd characters, mark-up and typography become plain.

News comes out of web pages, PDF files, databases and wires: in the wrong encoding, with mark-up and entities, invisible
characters, typographic quotes, lost blanks. Each of these is undone by one rule below, in an order that matters (an
entity may spell half of a garbled letter). The result may be shorter or longer than the text, so it knows where each of
its characters came from: `PlainText.place` is the way back, and every offset in a record goes through it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
# What is left of an entity whose ampersand was lost on the way, with the blank that it left: "Iraq #39;s"
_LOST_ENTITY = re.compile(
    r"[ ]#39;(?=(?:s|t|d|m|re|ve|ll)\b)|(?<![&\w#])(?:#(?:3[4689]|8\d{3}|151);|(?:quot|amp|nbsp|lt|gt);)"
)
_LONG_RUN = 200
_GARBLED_FIRST = "ÂÃÄÅ"
_NOT_ASCII = re.compile(r"[^\x00-\x7f]{2,}")
_LATIN1_CONTROL = re.compile(r"[\x80-\x9f]")
_INVISIBLE = re.compile("[\x00\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]")  # fmt: skip
_COMPOSED = re.compile("[^\\W\\d_][\u0300-\u036f]+|[\ufb00-\ufb06\uff01-\uff5e\u2024-\u2026\u1d400-\u1d7ff]")
_PICTURE = re.compile("[\u2190-\u21ff\u2300-\u23ff\u2460-\u27bf\u2900-\u297f\u2b00-\u2bff\ue000-\uf8ff\ufffc\ufffd\U0001f000-\U0001faff\ud800-\udfff]+")  # fmt: skip
_SIGNS = str.maketrans({
    "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "〝": '"', "〞": '"', "″": '"',
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "`": "'", "´": "'", "′": "'", "ʼ": "'", "‹": "'", "›": "'",
    "‐": "-", "‑": "-", "‒": "-", "−": "-", "⁃": "-", "﹣": "-", "\u2028": "\n", "\u2029": "\n", "\x0c": "\n",
    **{chr(i): " " for i in (*range(1, 9), 11, *range(14, 32), 127)},
})  # fmt: skip
# A pattern that begins with a run looks back, so that no run is searched again from each of its characters.
_LINE_END = re.compile(r"\r\n?")
_DOUBLE_QUOTE = re.compile(r"''")
_BLANK = re.compile(r"[^\S\n\t]{2,}|[^\S\n\t ]")
_DASH = re.compile(r" ?[—―]+ ?|–|(?<=[^\W\d_])---?(?=[^\W\d_])")
_LINE_SPACE = re.compile(r"(?<![ \t])[ \t]++(?=\n)|(?<=\n)[ \t]+")
# "talks.Iran": a full stop without a blank, between a word or number and a capitalised word. Not in names of the web.
_NO_BLANK = re.compile(
    r"""(?: (?<=[a-z]{2}) | (?<=[A-Z]\.[A-Z]) | (?<=\b[A-Z]) | (?<=\d) | (?<=[a-z]["')\]]) )
        [.!?]["')\]]{0,2} (?=["'(]?[A-Z](?:[a-z']|\.[A-Z]\.))
      | (?<=[^\W\d_])[,;](?=[^\W\d_])""",
    re.X,
)
_TIGHT = re.compile(r"""[.!?,;]["')\]]{0,2}["'(]?[^\W\d_]""")  # where the one above may match
_WEB = re.compile(r"://|\bwww\.|@|\b(?:com|org|net|gov|info|edu)\b", re.I)
_WEB_NAME = 80


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


_TAG_START = re.compile(r"<(?=[A-Za-z/!?])")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:]*)(?:[\s/][^<>]{0,4000})?>|<[!?][A-Za-z][^<>]{0,2000}>")
_NOT_SHOWN = {"<!--": "-->", "<script": "</script>", "<style": "</style>"}
_INLINE = _names(
    "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark q s small span strike strong sub sup time tt u var wbr"
)
_LINE_TAGS = _names("br tr dt dd td th option")
_BLOCK = _names(
    "p div li ul ol dl table tbody thead tfoot caption h1 h2 h3 h4 h5 h6 hr blockquote pre section article aside header footer "
    "nav main figure figcaption address body html head title form"
)


@dataclass(frozen=True, slots=True)
class PlainText:
    """A text to read. `places`: for each of its characters where it stood in the text as given; None: at the same place."""

    text: str
    places: Sequence[int] | None = None

    def place(self, i: int) -> int:
        """The offset, in the text as it was given, of what is character `i` here."""
        return i if self.places is None else self.places[i]


def plain(text: str) -> PlainText:
    """The text in plain characters, and the way back. Line ends are single `\\n`, runs of blanks one blank."""
    draft = _Draft(text)
    if "&" in draft.text:
        draft.replace(_ENTITY, _entity)
        if "&" in draft.text:  # &amp;quot; is coded twice
            draft.replace(_ENTITY, _entity)
    if ";" in draft.text:
        draft.replace(_LOST_ENTITY, _lost_entity)
    if not draft.text.isascii():
        _mend(draft)
        draft.replace(_LATIN1_CONTROL, lambda m: m[0].encode("latin-1").decode("cp1252", "ignore"))
        draft.replace(_INVISIBLE, lambda m: "")
        draft.replace(_COMPOSED, lambda m: unicodedata.normalize("NFKC", m[0]))
        draft.replace(_PICTURE, lambda m: " ")
    elif "\x00" in draft.text:
        draft.replace(_INVISIBLE, lambda m: "")
    if "<" in draft.text:
        draft.cut(_not_shown(draft.text))
        draft.replace(_TAG, _tag)
    if "\r" in draft.text:
        draft.replace(_LINE_END, lambda m: "\n")
    draft.text = draft.text.translate(_SIGNS)
    # Most texts have none of these, and asking so is far quicker than looking for them.
    odd = not draft.text.isascii()
    if "''" in draft.text:
        draft.replace(_DOUBLE_QUOTE, lambda m: '"')
    if odd or "  " in draft.text:
        draft.replace(_BLANK, lambda m: " ")
    if odd or "--" in draft.text:
        draft.replace(_DASH, _dash)
    if "\n" in draft.text:
        draft.replace(_LINE_SPACE, lambda m: "")
    if _TIGHT.search(draft.text):
        draft.replace(_NO_BLANK, _with_blank(draft.text))
    return PlainText(draft.text, draft.places)


class _Draft:
    """A text being rewritten that keeps track of where its characters came from."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.places: list[int] | None = None

    def replace(self, pattern: re.Pattern[str], new: Callable[[re.Match[str]], str]) -> None:
        """Replace every match. What replaces it is spread evenly over the place of what was there."""
        edits = [(m.start(), m.end(), new(m)) for m in pattern.finditer(self.text)]
        self._edit([edit for edit in edits if edit[2] != self.text[edit[0] : edit[1]]])

    def cut(self, spans: Iterator[tuple[int, int]]) -> None:
        """Replace each of the spans, which are in order, by a blank."""
        self._edit([(first, end, " ") for first, end in spans])

    def _edit(self, edits: list[tuple[int, int, str]]) -> None:
        if not edits:
            return
        text, old = self.text, self.places
        places: list[int] | None = None
        if old is not None or any(len(new) != end - first for first, end, new in edits):
            old = old if old is not None else list(range(len(text)))
            places = []
        pieces: list[str] = []
        done = 0
        for first, end, new in edits:
            pieces += (text[done:first], new)
            if places is not None and old is not None:
                places += old[done:first]
                kept = end - first if new.startswith(text[first:end]) else 0  # a blank put behind ".)" moves neither
                added, rest = len(new) - kept, end - first - kept
                places += old[first : first + kept]
                places += (old[min(first + kept + k * rest // added, end - 1)] for k in range(added))
            done = end
        pieces.append(text[done:])
        if places is not None and old is not None:
            places += old[done:]
        self.text, self.places = "".join(pieces), places


def _entity(match: re.Match[str]) -> str:
    return unescape(match[0])


def _lost_entity(match: re.Match[str]) -> str:
    return unescape("&" + match[0].strip())


def _mend(draft: _Draft) -> None:
    """Undo a wrong decoding: "â€™" is an apostrophe. What garbled one letter has garbled all letters of the story."""
    runs = {m[0] for m in _NOT_ASCII.finditer(draft.text)}
    if not runs:
        return
    garbled = any(_decoded(run) != run for run in runs)

    def mended(match: re.Match[str]) -> str:
        run, before = match[0], match.string[max(match.start() - 1, 0) : match.start()]
        inside = before.islower() and run[0] in _GARBLED_FIRST  # no word goes on with a capital
        return _decoded(run, sure=garbled or inside)

    draft.replace(_NOT_ASCII, mended)


@lru_cache(maxsize=4096)
def _decoded(run: str, sure: bool = False) -> str:
    """A run of letters as it was meant: where ftfy finds it garbled, or wherever that is possible if that is `sure`."""
    if len(run) > _LONG_RUN:  # text in another script
        return run
    import ftfy  # only for texts that are not plain English

    run = run.replace("â€\ufffd", "”")  # its last byte is none in cp1252
    mended = ftfy.fix_encoding(run)
    if sure and mended == run:
        try:
            return run.encode("sloppy-windows-1252").decode("utf-8")
        except UnicodeError:
            return run
    return mended


def _not_shown(text: str) -> Iterator[tuple[int, int]]:
    """Comments, scripts and styles. No end is searched twice, so that no text can make it slow."""
    lower = text.lower()
    if len(lower) != len(text):  # a few letters have a longer lower case
        lower = text
    end = 0
    unclosed: set[str] = set()
    for match in _TAG_START.finditer(lower):
        first = match.start()
        opening = next((o for o in _NOT_SHOWN if lower.startswith(o, first)), None)
        if first < end or opening is None or opening in unclosed:
            continue
        closing = _NOT_SHOWN[opening]
        found = lower.find(closing, first + len(opening))
        if found < 0:
            unclosed.add(opening)
        else:
            end = found + len(closing)
            yield first, end


def _tag(match: re.Match[str]) -> str:
    name = (match[2] or "").lower()
    if name in _INLINE:
        return ""
    return "\n\n" if name in _BLOCK else "\n" if name in _LINE_TAGS else " "


def _dash(match: re.Match[str]) -> str:
    """A long dash as wires write it, set off by blanks; a short one between words is a hyphen."""
    dash = match[0].strip()
    if dash == "–":
        text = match.string
        before, after = text[max(match.start() - 1, 0) : match.start()], text[match.end() : match.end() + 1]
        return "--" if before.isspace() and after.isspace() else "-"
    return " -- "


def _with_blank(text: str) -> Callable[[re.Match[str]], str]:
    if not _WEB.search(text):
        return lambda match: match[0] + " "

    def blank(match: re.Match[str]) -> str:
        before = text[max(match.start() - _WEB_NAME, 0) : match.start()].split()
        after = text[match.end() : match.end() + _WEB_NAME].split()
        word = before[-1] + match[0] + after[0]
        return match[0] if _WEB.search(word) else match[0] + " "

    return blank
