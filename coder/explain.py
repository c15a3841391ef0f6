"""`cameo explain`: what was seen in a text, what fired, and what nearly fired - a view of the objects that coding made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coder.coding.acts import Miss
from coder.coding.sentence import CodedSentence

if TYPE_CHECKING:
    from rich.console import Console


def as_data(coded: list[CodedSentence]) -> list[dict[str, Any]]:
    """The explanation as plain data for programs: one dict a sentence, with actors, events, and clauses without one.

    `start` and `end` are offsets in the story's text as given, `first` and `last` such offsets from the sentence's start.
    """
    return [_sentence(one) for one in coded]


def _sentence(one: CodedSentence) -> dict[str, Any]:
    actors = _actors(one)
    return {
        "sentence": one.seen.index,
        "start": one.parse.start,
        "end": one.seen.sentence.place(len(one.parse.text) - 1) + 1,
        "text": one.parse.text,
        "skipped": one.skipped,
        "actors": actors,
        "unresolved": _open(one, actors),
        "events": [
            {
                "source": e.source, "code": e.code, "target": e.target, "label": e.label, "trigger": e.trigger, "rule": e.rule, "start": e.start, "end": one.parse.ends(_trigger(one, e.start)),
                "why": e.explanation,
            }
            for e in one.events
        ],
        "without_event": _without(one),
    }  # fmt: skip


def _actors(one: CodedSentence) -> list[dict[str, Any]]:
    """Who each noun phrase is; `refers_to` where the story told: what the mention was resolved to, and how."""
    found: dict[tuple[int, int, str], dict[str, Any]] = {}
    grammar, parse = one.actors.grammar, one.parse
    for i in range(len(parse)):
        if not (grammar.is_noun(i) or grammar.is_pronoun(i)) or parse.deps[i] == "compound":
            continue
        for r in one.actors.resolve(i):
            if r.head == i:
                found.setdefault((r.first, r.last, r.code), {
                    "words": parse.span(r.first, r.last), "code": r.code or f"({r.role}, country unknown)", "why": r.why, "entry": r.origin,
                    "first": parse.begins(r.first) - parse.start, "last": parse.ends(r.last) - parse.start,
                    "refers_to": None if r.link is None else {
                        "how": r.link.how, "sentence": r.link.sentence, "start": r.link.start, "end": r.link.end, "words": r.link.text,
                        "why": r.link.base,
                    },
                })  # fmt: skip
    longest = {(last, code): key for key in sorted(found, reverse=True) for _, last, code in [key]}
    return [found[key] for key in sorted(longest.values())]


def _trigger(one: CodedSentence, start: int) -> int:
    """The token at which an event starts."""
    return next(i for i in range(len(one.parse)) if one.parse.begins(i) == start)


def _open(one: CodedSentence, actors: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Pronouns that stayed unresolved: nobody known is meant, or it is in doubt who."""
    known = {(a["first"], a["last"]) for a in actors}
    parse = one.parse
    spans = [
        (word, parse.begins(i) - parse.start, parse.ends(i) - parse.start)
        for i, word in enumerate(parse.words)
        if one.actors.grammar.is_pronoun(i)
    ]
    return [{"words": word, "first": first, "last": last} for word, first, last in spans if (first, last) not in known]


def _without(one: CodedSentence) -> list[dict[str, Any]]:
    """Clauses whose verb or noun has rules, but that gave no event, with the nearest rule and what was lacking."""
    if one.matcher is None:
        return []
    coded = {e.start for e in one.events}
    result = []
    nearest: dict[int, Miss] = {}
    for miss in one.matcher.misses:
        known = nearest.get(miss.trigger)
        if known is None or miss.fit > known.fit:
            nearest[miss.trigger] = miss
    reasons = [*one.unwritten, *one.matcher.dropped]
    for act, reason in reasons:
        nearest.pop(act.trigger, None)
        rule = next((s for s in act.trail if s.rule), None)
        result.append(
            {
                "trigger": one.parse.words[act.trigger],
                "nearest": rule.text if rule else "",
                "rule": rule.rule if rule else "",
                "lacks": reason,
            }
        )
    for trigger, miss in sorted(nearest.items()):
        if (
            one.parse.begins(trigger) not in coded
            and trigger not in one.matcher.consumed
            and not any(a.trigger == trigger for a in one.acts)
        ):
            factual = one.matcher.scope.of(trigger)[0]
            lacks = miss.lacks if factual else "is not stated as a fact (hypothetical, denied, asked or alleged)"
            result.append(
                {"trigger": one.parse.words[trigger], "nearest": miss.text, "rule": miss.rule, "lacks": lacks}
            )
    return result


def _lacking(reason: str) -> str:
    from rich.markup import escape

    return escape(reason if reason.startswith(("is ", "has ")) else f"lacks {reason}")


def render(coded: list[CodedSentence], console: Console) -> None:
    """Print the explanation for people."""
    from rich.markup import escape
    from rich.table import Table
    from rich.text import Text

    if not coded:
        console.print("no sentence here that can hold an event")
    for one in coded:
        data = _sentence(one)
        text = Text(one.parse.text)
        for actor in data["actors"]:
            for i in range(len(one.parse)):
                if actor["first"] <= one.parse.begins(i) - one.parse.start < actor["last"]:
                    at = one.parse.offsets[i]
                    text.stylize("bold cyan", at, at + len(one.parse.words[i]))
        for event in one.events:
            i = _trigger(one, event.start)
            text.stylize("bold yellow", one.parse.offsets[i], one.parse.offsets[i] + len(one.parse.words[i]))
        console.print(Text(f"[{one.seen.index}] ", style="dim") + text)
        if data["skipped"]:
            console.print(f"    not coded: {data['skipped']}", style="dim")
        for actor in data["actors"]:
            console.print(
                f"    [cyan]{escape(actor['words'])}[/] = [bold]{escape(actor['code'])}[/]  [dim]{escape(actor['why'])} {escape(actor['entry'])}[/]",
                highlight=False,
            )
        if data["events"]:
            table = Table(box=None, padding=(0, 2, 0, 4), header_style="dim")
            for column in ("source", "code", "target", "label", "trigger"):
                table.add_column(column)
            for event in data["events"]:
                table.add_row(
                    event["source"] or "---",
                    f"[bold yellow]{event['code']}[/]",
                    event["target"] or "---",
                    event["label"],
                    escape(event["trigger"]),
                )
            console.print(table)
        seen = set()
        for event in data["events"]:
            why = event["why"]
            key = (event["trigger"], event["code"])
            if key in seen:
                continue
            seen.add(key)
            composed = (
                f"{why['operator']} over {why['base'] or 'an unlisted act'}"
                if why["operator"]
                else f"base {why['base']}"
            )
            console.print(
                f"    [yellow]{event['code']}[/] is {escape(composed)}; target from {escape(why['target_found_in'])}",
                highlight=False,
            )
            for step in why["steps"]:
                note = f" ({step['note']})" if step["note"] else ""
                place = f"  [dim]{escape(step['rule'])}[/]" if step["rule"] else ""
                console.print(
                    f"      {escape(' '.join(step['words']))}: {escape(step['pattern'])}{escape(note)}{place}",
                    highlight=False,
                )
        for missed in data["without_event"]:
            place = f"  [dim]{escape(missed['rule'])}[/]" if missed["rule"] else ""
            console.print(
                f"    [dim]no event for[/] {escape(missed['trigger'])}: nearest '{escape(missed['nearest'])}' {_lacking(missed['lacks'])}{place}",
                highlight=False,
            )
        console.print()
