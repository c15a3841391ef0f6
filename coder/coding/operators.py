"""The operator table at work: what CAMEO makes of an act that is asked, planned, denied, stopped ... (ontology.yaml)."""

from __future__ import annotations

from coder.coding.acts import Act, Step
from coder.dictionaries.lexicon import Lexicon


class Operators:
    """Puts operators over acts, and looks up the code of what comes out."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def push(self, operator: str, act: Act, step: Step) -> Act | None:
        """Put an operator over an act; None where CAMEO has no such event."""
        row = self.lexicon.operators[operator]
        if act.operator:
            how = self.lexicon.reduce.get(operator, {}).get(act.operator, "outer")
            if how == "none":
                return None
            if how == "keep":
                return act._replace(trail=(*act.trail, step))
            if how == "inner_base":
                bare = act._replace(operator="", base="" if self.lexicon.family(act.base) else act.base)
                return self.push(operator, bare, step)
            if how in self.lexicon.operators:
                base = "" if self.lexicon.family(act.base) else act.base
                if act.operator in self.lexicon.sets["protests"]:  # "will strike", "vowed to march": a threat of that
                    own = self.lexicon.family(act.base) == act.operator
                    base = act.base if own else self.lexicon.operators[act.operator].default
                return self.push(how, act._replace(operator="", base=base, reciprocal=""), step)
            inner_code = (
                act.base
                if self.lexicon.family(act.base)
                else self.lexicon.operators[act.operator].default
                if not act.base
                else self.code(act)
            )
            return act._replace(operator=operator, base=inner_code, trail=(step, *act.trail), reciprocal="")
        for start, other in row.becomes.items():
            if act.base.startswith(start) and act.base and other != "none":
                return self.push(other, act, step)
        if act.base not in row.bases and any(act.base and act.base.startswith(d) for d in row.drop):
            return None
        return act._replace(operator=row.as_operator or operator, trail=(step, *act.trail), reciprocal="")

    def code(self, act: Act) -> str:
        """The finished code of an act; "" if it is none (a virtual base alone, a doubtful combination)."""
        base = act.base
        if not act.operator:
            return base if base in self.lexicon.codes else ""
        if base and self.lexicon.family(base) == act.operator and base in self.lexicon.codes:
            return base
        row = self.lexicon.operators[act.operator]
        if base in row.bases:
            return row.bases[base]
        if any(base.startswith(start) and other == "none" for start, other in row.becomes.items()):
            return ""  # CAMEO has no code for it alone, only under a further operator: "refused to rule out an attack"
        if base in self.lexicon.codes:
            for length in range(len(base), 1, -1):
                if base[:length] in row.bases:
                    return row.bases[base[:length]]
        return row.default

    def transform(self, name: str, act: Act, step: Step) -> Act | None:
        """A stopped, allowed, lifted or resumed act."""
        table = self.lexicon.transforms[name]
        if act.operator:
            how = table.get(act.operator) or table.get("operators", "none")
            if how in self.lexicon.codes:
                return act._replace(operator="", base=how, trail=(step, *act.trail))
            return act._replace(trail=(step, *act.trail)) if how == "keep" else None
        key = (
            act.base
            if act.base in table
            else next((act.base[:n] for n in range(len(act.base), 1, -1) if act.base[:n] in table), "")
        )
        if not key:
            return None
        new = table[key]
        if len(act.base) > len(key) and new == key:
            new = act.base
        return act._replace(base=new, reciprocal=act.reciprocal if name == "resume" else "", trail=(step, *act.trail))

    def negate(self, act: Act) -> Act | None:
        table = self.lexicon.negation
        key = act.operator or act.base
        result = table.get(key) or next(
            (table[key[:n]] for n in (3, 2, 1) if key[:n] in table), table.get("default", "none")
        )
        if result == "none":
            return None
        if result == "keep":
            return act
        step = Step("", "not", (act.trigger,), f"negation: {result}")
        if result in self.lexicon.codes:
            return act._replace(base=result, trail=(*act.trail, step))
        return self.push(result, act, step)
