"""The shape of dictionary files. Meaning (unknown codes, lists, dates) is checked where it is compiled."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError

from coder.dictionaries.source import Fault, line_of


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, str) else value


Str = Annotated[str, BeforeValidator(_plain), Field(min_length=1)]


class Example(_Strict):
    """A sentence and the events it must give: "SOURCE CODE TARGET" each, `---` for an unknown actor."""

    text: Str
    events: list[Str]
    date: Str | None = None


class Rule(_Strict):
    """A rule of an event dictionary."""

    code: Str | None = None
    operator: Str | None = None
    transform: Str | None = None
    patterns: list[Str] = []
    nouns: list[Str] = []
    reciprocal: Str | None = None
    source: list[Str] | None = None
    target: list[Str] | None = None
    both: list[Str] | None = None
    light: list[Str] | None = None
    passive_light: list[Str] | None = None
    event: list[Str] | None = None
    alone: Str | None = None
    of: list[Str] = []
    examples: list[Example] = []
    note: Str | None = None
    class_: Str | None = Field(default=None, alias="class")


class EventFile(_Strict):
    """events/*.yaml, operators.yaml, words.yaml."""

    lists: dict[str, list[Str]] = {}
    rules: list[Rule] = []


class NounClass(_Strict):
    """Who is who in what hangs on the nouns of a class."""

    source: list[Str] = []
    target: list[Str] = []
    both: list[Str] = []
    light: list[Str] = []
    passive_light: list[Str] = []
    event: list[Str] = []


class NounFile(_Strict):
    """nouns.yaml."""

    classes: dict[str, NounClass]


class ActorEntry(_Strict):
    """A named actor: what it is called and its codes, dated where they changed."""

    name: Str
    kind: Str
    aliases: list[Str] = []
    codes: list[Str] = []
    gender: Str | None = None
    needs: list[Str] = []
    code: Str | None = None
    adjectives: list[Str] = []
    people: list[Str] = []
    capital: list[Str] = []
    government: list[Str] = []
    from_: Str | None = Field(default=None, alias="from")
    to: Str | None = None


class RoleGroup(_Strict):
    """Words of one role."""

    code: Str
    words: list[Str]
    note: Str | None = None


class WordGroup(_Strict):
    """Words that behave alike."""

    words: list[Str]
    note: Str | None = None


class RoleFile(_Strict):
    """roles.yaml."""

    roles: list[RoleGroup] = []
    weak: list[RoleGroup] = []
    modifiers: list[RoleGroup] = []
    special: list[RoleGroup] = []
    transparent: WordGroup | None = None
    not_actors: WordGroup | None = None


class Sports(_Strict):
    """Words of sports reports: one strong word, or two weak ones, and the sentence is about sport."""

    strong: list[Str] = []
    weak: list[Str] = []


class DiscardFile(BaseModel):
    """discards.yaml: `sports`, and any number of lists of names that are no actors."""

    model_config = ConfigDict(extra="allow")
    sports: Sports = Sports()


class CodeEntry(_Strict):
    """A code of the scheme."""

    label: Str
    quad: Str
    goldstein: str
    goldstein_icews: str = ""


class OperatorEntry(BaseModel):
    """A row of the operator table."""

    model_config = ConfigDict(extra="forbid")
    default: Str
    target: Str = "target"
    bases: dict[str, Str] = {}
    becomes: dict[str, Str] = {}
    drop: list[Str] = []
    as_: Str | None = Field(default=None, alias="as")
    needs_base: Str = "false"


class OntologySets(_Strict):
    """Codes, operators and roles that a rule of `coder.coding` treats alike; the comments in ontology.yaml say which."""

    placed: list[Str] = []
    speech: list[Str] = []
    asked: list[Str] = []
    aimed: list[Str] = []
    own_country: list[Str] = []
    own_bases: list[Str] = []
    violent: list[Str] = []
    anywhere: list[Str] = []
    coerced: list[Str] = []
    blaming: list[Str] = []
    of_speaker: list[Str] = []
    protests: list[Str] = []
    addressed: list[Str] = []
    international: list[Str] = []
    opposed: list[Str] = []
    domestic: list[Str] = []
    offices: list[Str] = []
    armed_opposition: list[Str] = []


class OntologyFile(_Strict):
    """ontology.yaml."""

    codes: dict[str, CodeEntry]
    virtual: list[Str]
    accusable: list[Str] = []
    reflexive: list[Str] = []
    implied_sources: dict[str, Str] = {}
    sets: OntologySets = OntologySets()
    operators: dict[str, OperatorEntry]
    reduce: dict[str, dict[str, Str]]
    negation: dict[str, Str]
    transforms: dict[str, dict[str, Str]]


TopicFile = TypeAdapter(dict[str, list[Str]])
ActorFile = TypeAdapter(list[ActorEntry])


def shape_faults(model: type[BaseModel] | TypeAdapter[Any], data: Any, name: str) -> list[Fault]:
    """Faults of a document against the shape it must have, each at the line of the value that is wrong."""
    try:
        if isinstance(model, TypeAdapter):
            model.validate_python(data)
        else:
            model.model_validate(data)
    except ValidationError as error:
        return [_fault(detail, data, name) for detail in error.errors()]
    return []


def _fault(detail: Any, data: Any, name: str) -> Fault:
    line, value = line_of(data), data
    path: list[str] = []
    for step in detail["loc"]:
        keys = getattr(value, "keys_at", None)
        if keys and step in keys:
            line = keys[step]
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            path.append(str(step))
            break
        line = line_of(value, line)
        path.append(str(step) if not isinstance(step, int) else f"[{step + 1}]")
    where = ".".join(path).replace(".[", "[") or "the file"
    kind = detail["type"]
    if kind == "extra_forbidden":
        message = f"unknown key {path[-1]!r}: remove it or correct its spelling"
    elif kind == "missing":
        message = f"the key {path[-1]!r} is missing: add it"
    else:
        message = f"{where}: {detail['msg'][0].lower()}{detail['msg'][1:]}"
    return Fault(name, line, message)
