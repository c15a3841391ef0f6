"""`cameo explain --html`: a story as one page, each mention linked to what it was resolved to, each event with its reasons.

The page stands alone (no script, no other file), and prints. It is a view of `explain.as_data`, like the other views.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from coder.batch import messages
from coder.coding.sentence import CodedSentence
from coder.explain import as_data
from coder.records import Story


@dataclass(slots=True)
class Span:
    """A stretch of the story (characters `start` to `end`): a mention of an actor, a pronoun left open, or a trigger.

    `sort`: known, resolved, unknown (a role without a country), open, trigger; `parts`: text and spans in it.
    """

    start: int
    end: int
    sort: str
    codes: list[str] = field(default_factory=list)
    title: str = ""
    anchor: str = ""
    target: str = ""
    parts: list[Span | str] = field(default_factory=list)


def check_page(name: str, *, story: str | None, force: bool) -> None:
    """Raise InputError if a page can't be written there, or not without replacing something (`force`: do)."""
    path = Path(name)
    if path.suffix.lower() not in (".html", ".htm"):
        raise messages.page_no_html(name)
    if not path.parent.is_dir():
        raise messages.no_output_folder(str(path.parent))
    if story is not None and path.exists() and Path(story).exists() and path.samefile(story):
        raise messages.page_is_story(name)
    if path.exists() and not (force and path.is_file()):
        raise messages.page_exists(name)


def page(story: Story, coded: list[CodedSentence], about: Mapping[str, str], *, name: str) -> str:
    """The page as HTML. `name`: what to call the story; `about`: versions, as `Coder.description` gives them."""
    sentences = as_data(coded)
    spans = [_spans(one) for one in sentences]
    _link([span for some in spans for span in some], sentences)
    shown: list[dict[str, Any]] = []
    position = 0
    for one, some in zip(sentences, spans, strict=True):
        start, end = one["start"], one["end"]
        between = story.text[position:start]
        actors = [_note(actor, one, some) for actor in one["actors"]]
        shown.append(
            one
            | {
                "between": between.strip(),
                "paragraph": "\n" in between or not shown,
                "parts": _nest(story.text, start, end, some),
                "resolved": [a for a in actors if a["refers_to"]],
                "named": [a for a in actors if not a["refers_to"]],
            }
        )
        position = end
    environment = Environment(
        loader=PackageLoader("coder", "pages"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )  # fmt: skip
    return environment.get_template("explain.html").render(
        name=name,
        date=story.date.isoformat() if isinstance(story.date, dt.date) else "",
        sentences=shown,
        after=story.text[position:].strip(),
        about=about,
        events=sum(len(one["events"]) for one in shown),
        resolved=sum(len(one["resolved"]) for one in shown),
        unresolved=sum(len(one["unresolved"]) for one in shown),
    )


def _spans(one: dict[str, Any]) -> list[Span]:
    """What is marked in a sentence, the longer first where two begin together."""
    found: dict[tuple[int, int], Span] = {}
    offset = one["start"]
    for a in one["actors"]:
        key = (offset + a["first"], offset + a["last"])
        span = found.setdefault(key, Span(*key, sort="resolved" if a["refers_to"] else "known"))
        unknown = a["code"].startswith("(")  # "(COP, country unknown)"
        if unknown:
            span.sort = "unknown"
        span.codes.append(a["code"][1:].split(",")[0] + "?" if unknown else a["code"])
        span.title = "\n".join(filter(None, (span.title, f"{a['code']}: {a['why']}")))
        span.anchor = f"m{key[0]}-{key[1]}"
    for a in one["unresolved"]:
        key = (offset + a["first"], offset + a["last"])
        found.setdefault(key, Span(*key, sort="open", title="not resolved"))
    for event in one["events"]:
        key = (event["start"], event["end"])
        if not any(span.start < key[1] and key[0] < span.end for span in found.values()):
            found[key] = Span(*key, sort="trigger", codes=[event["code"]], title=event["label"])
    return sorted(found.values(), key=lambda span: (span.start, -span.end))


def _link(spans: list[Span], sentences: list[dict[str, Any]]) -> None:
    """Point each resolved mention to its antecedent on the page, or to the sentence that this stands in."""
    anchors = {(span.start, span.end): span.anchor for span in spans if span.anchor}
    by_end = {span.end: span.anchor for span in reversed(spans) if span.anchor}
    for one in sentences:
        for a in one["actors"]:
            to = a["refers_to"]
            if to is None:
                continue
            a["target"] = anchors.get((to["start"], to["end"])) or by_end.get(to["end"]) or f"s{to['sentence']}"
            key = (one["start"] + a["first"], one["start"] + a["last"])
            for span in spans:
                if (span.start, span.end) == key and not span.target:
                    span.target = a["target"]


def _note(actor: dict[str, Any], one: dict[str, Any], spans: list[Span]) -> dict[str, Any]:
    key = (one["start"] + actor["first"], one["start"] + actor["last"])
    anchor = next((span.anchor for span in spans if (span.start, span.end) == key), "")
    return actor | {"anchor": anchor}


def _nest(text: str, start: int, end: int, spans: list[Span]) -> list[Span | str]:
    """The text from `start` to `end` with its spans inside each other; one that crosses another's border is left out."""
    parts: list[Span | str] = []
    position = start
    rest = [span for span in spans if start <= span.start < span.end <= end]
    while rest:
        span = rest.pop(0)
        if span.start < position:
            continue
        inner = [other for other in rest if other.start < span.end and other.end <= span.end]
        rest = [other for other in rest if other.start >= span.end]
        parts += [text[position : span.start]] if span.start > position else []
        span.parts = _nest(text, span.start, span.end, inner)
        parts.append(span)
        position = span.end
    return [*parts, text[position:end]] if position < end else parts
