"""A parsed sentence as plain data: what the rest of the coder sees of spaCy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(slots=True, init=False)
class Parse:
    """One sentence. Every list has one item per token; `heads[i]` is the index of the head of `i` (its own at a root).

    `start` is the character offset of the sentence in the story's text, `offsets` are relative to the sentence.
    `places`: where each character of the sentence stood in the story's text; None if one after the other.
    `tags` are Penn Treebank tags and `deps` CLEAR dependency labels, as spaCy's English models give them.
    """

    text: str
    start: int
    words: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    offsets: list[int]
    lower: list[str]
    kids: list[list[int]]
    places: Sequence[int] | None

    def __init__(
        self,
        text: str,
        start: int,
        words: list[str],
        tags: list[str],
        deps: list[str],
        heads: list[int],
        offsets: list[int],
        places: Sequence[int] | None = None,
    ) -> None:
        self.text, self.start, self.words, self.tags, self.deps = text, start, words, tags, deps
        self.heads, self.offsets, self.places = heads, offsets, places
        self.lower = [word.lower() for word in words]
        self.kids = [[] for _ in words]
        for i, head in enumerate(heads):
            if head != i:
                self.kids[head].append(i)

    def __len__(self) -> int:
        return len(self.words)

    def hang(self, i: int, head: int, dep: str) -> None:
        """Hang token `i` on another head under a label."""
        old = self.heads[i]
        if i in self.kids[old]:
            self.kids[old].remove(i)
        self.heads[i], self.deps[i] = head, dep
        self.kids[head].append(i)
        self.kids[head].sort()

    def begins(self, i: int) -> int:
        """The character offset of token `i` in the story's text as it was given."""
        at = self.offsets[i]
        return self.start + at if self.places is None else self.places[at]

    def ends(self, i: int) -> int:
        """The character offset behind token `i` in the story's text as it was given."""
        last = self.offsets[i] + len(self.words[i]) - 1
        return (self.start + last if self.places is None else self.places[last]) + 1

    def span(self, first: int, last: int) -> str:
        """The text from token `first` to token `last`, both included."""
        return self.text[self.offsets[first] : self.offsets[last] + len(self.words[last])]

    def subtree(self, i: int) -> tuple[int, int]:
        """First and last token of what hangs on `i`."""
        first = last = i
        for k in self.kids[i]:
            a, b = self.subtree(k)
            first, last = min(first, a), max(last, b)
        return first, last
