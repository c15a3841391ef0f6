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
    patterns: list[Str] = Field(default_factory=list)
    nouns: list[Str] = Field(default_factory=list)
    reciprocal: Str | None = None
    source: list[Str] | None = None
    target: list[Str] | None = None
    both: list[Str] | None = None
    light: list[Str] | None = None
    passive_light: list[Str] | None = None
    event: list[Str] | None = None
    alone: Str | None = None
    of: list[Str] = Field(default_factory=list)
    examples: list[Example] = Field(default_factory=list)
    note: Str | None = None
    class_: Str | None = Field(default=None, alias="class")


class EventFile(_Strict):
    """events/*.yaml, operators.yaml, words.yaml."""

    lists: dict[str, list[Str]] = Field(default_factory=dict)
    rules: list[Rule] = Field(default_factory=list)


class NounClass(_Strict):
    """Who is who in what hangs on the nouns of a class."""

    source: list[Str] = Field(default_factory=list)
    target: list[Str] = Field(default_factory=list)
    both: list[Str] = Field(default_factory=list)
    light: list[Str] = Field(default_factory=list)
    passive_light: list[Str] = Field(default_factory=list)
    event: list[Str] = Field(default_factory=list)


class NounFile(_Strict):
    """nouns.yaml."""

    classes: dict[str, NounClass]


class ActorEntry(_Strict):
    """A named actor: what it is called and its codes, dated where they changed."""

    name: Str
    kind: Str
    aliases: list[Str] = Field(default_factory=list)
    codes: list[Str] = Field(default_factory=list)
    gender: Str | None = None
    needs: list[Str] = Field(default_factory=list)
    code: Str | None = None
    adjectives: list[Str] = Field(default_factory=list)
    people: list[Str] = Field(default_factory=list)
    capital: list[Str] = Field(default_factory=list)
    government: list[Str] = Field(default_factory=list)
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

    roles: list[RoleGroup] = Field(default_factory=list)
    weak: list[RoleGroup] = Field(default_factory=list)
    modifiers: list[RoleGroup] = Field(default_factory=list)
    special: list[RoleGroup] = Field(default_factory=list)
    transparent: WordGroup | None = None
    not_actors: WordGroup | None = None


class Sports(_Strict):
    """Words of sports reports: one strong word, or two weak ones, and the sentence is about sport."""

    strong: list[Str] = Field(default_factory=list)
    weak: list[Str] = Field(default_factory=list)


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
    bases: dict[str, Str] = Field(default_factory=dict)
    becomes: dict[str, Str] = Field(default_factory=dict)
    drop: list[Str] = Field(default_factory=list)
    as_: Str | None = Field(default=None, alias="as")
    needs_base: Str = "false"


class OntologySets(_Strict):
    """What a rule of `coder.coding` treats alike, by kind; the comments in ontology.yaml say which rule."""

    codes: dict[str, list[Str]] = Field(default_factory=dict)
    operators: dict[str, list[Str]] = Field(default_factory=dict)
    roles: dict[str, list[Str]] = Field(default_factory=dict)
    countries: dict[str, list[Str]] = Field(default_factory=dict)


class OntologyFile(_Strict):
    """ontology.yaml."""

    codes: dict[str, CodeEntry]
    virtual: list[Str]
    accusable: list[Str] = Field(default_factory=list)
    reflexive: list[Str] = Field(default_factory=list)
    implied_sources: dict[str, Str] = Field(default_factory=dict)
    located_sources: dict[str, Str] = Field(default_factory=dict)
    rally: dict[str, Str] = Field(default_factory=dict)
    persons: dict[str, Str] = Field(default_factory=dict)
    cleared: dict[str, Str] = Field(default_factory=dict)
    elsewhere: dict[str, Str] = Field(default_factory=dict)
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
