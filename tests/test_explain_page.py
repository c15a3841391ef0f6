"""The page of a story: it stands alone, loses no word, escapes what it quotes, and every link leads somewhere."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from coder import Coder, Story
from coder.cli import app
from coder.errors import InputError
from coder.explain import as_data
from coder.explain_page import page

STORY = (
    "LIMA, Peru (AP) - Iranian oil minister Karim Nazari arrived on Monday. He condemned Iraq.\n\n"
    'The minister said: "We attacked Iraq & <b>Kuwait</b>." Rebels attacked a ship. They fled.'
)


class Page(HTMLParser):
    """What a browser sees: ids, links, tags, and the words of the sentences without the codes beside them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.sentences: list[str] = []
        self.text = ""
        self._open: list[tuple[str, str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        if "id" in found:
            self.ids.append(found["id"])
        self.links += [found[name] for name in ("href", "src") if name in found]
        if tag not in ("meta", "link", "br"):
            self._open.append((tag, found.get("class", "")))
        if tag == "p" and found.get("class") == "sentence":
            self.sentences.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag, f"</{tag}> closes something else"
        self.text += " " if tag in ("td", "li", "p") else ""

    def handle_data(self, data: str) -> None:
        classes = [name for _, name in self._open]
        self.text += data
        if "sentence" in classes and not {"code", "number"} & set(classes):
            self.sentences[-1] += data


def shown(coder: Coder, text: str, name: str = "A story") -> Page:
    story = Story("1", text)
    return Page(page(story, coder.inspect(story), coder.description(), name=name))


def test_the_page_shows_the_story_word_for_word(world_coder: Coder) -> None:
    told = shown(world_coder, STORY)
    assert told.sentences == [STORY[s["start"] : s["end"]] for s in as_data(world_coder.inspect(Story("1", STORY)))]
    assert "LIMA, Peru (AP) -" in told.text


def test_each_resolution_is_linked_to_where_it_was_told(world_coder: Coder) -> None:
    told = shown(world_coder, STORY)
    assert len(told.ids) == len(set(told.ids))
    assert len([link for link in told.links if link.startswith("#m")]) >= 4
    assert {link.removeprefix("#") for link in told.links} <= set(told.ids)
    assert "He = IRNGOV: subject of the sentence before, Iranian oil minister Karim Nazari (sentence 0)" in re.sub(
        r"\s+", " ", told.text
    )


def test_what_is_quoted_is_not_taken_for_markup(world_coder: Coder) -> None:
    told = shown(world_coder, STORY, name='<script>alert("x")</script> & more')
    assert "script" not in told.tags
    assert "b" in told.tags  # the page's own
    assert '<script>alert("x")</script> & more' in told.text


def test_the_page_stands_alone(world_coder: Coder) -> None:
    html = page(Story("1", STORY), world_coder.inspect(Story("1", STORY)), world_coder.description(), name="A story")
    assert not re.search(r"https?://|<script|<link|<img|@import|url\(", html)
    assert "@media print" in html


def test_events_stand_with_their_reasons(world_coder: Coder) -> None:
    text = re.sub(r"\s+", " ", shown(world_coder, STORY).text)
    assert "IRNGOV 111 IRQ" in text
    assert "SOURCE attack|invade TARGET" in text
    assert "0 pronouns left open" in text
    assert "1 pronoun left open" in shown(world_coder, "Somebody spoke. He attacked Iraq.").text


def test_a_story_without_sentences_is_a_page_too(world_coder: Coder) -> None:
    assert "0 sentences" in shown(world_coder, "***").text


@given(text=st.lists(st.sampled_from(
    ["Iran", "He", "it", "attacked", "Iraq", ".", "\n", '"', "<b>", "&amp;", "said", "the minister", "]]>", "é", "-->", "'s"]
), max_size=25).map(" ".join))  # fmt: skip
@settings(max_examples=15, deadline=None)
def test_any_text_makes_a_sound_page(world_coder: Coder, text: str) -> None:
    told = shown(world_coder, text)
    assert {link.removeprefix("#") for link in told.links} <= set(told.ids)
    assert len(told.ids) == len(set(told.ids))
    for sentence in told.sentences:
        assert sentence in text


# -- the command -------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("installed")
def test_the_command_writes_the_page(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    out = tmp_path / "story.html"
    arguments = ["explain", "--story", str(tmp_path / "story.txt"), "--html", str(out)]
    result = CliRunner().invoke(app, arguments)
    assert result.stdout == f"{out}: 5 sentences, 3 events\n"
    first = out.read_bytes()
    assert b"<h1>story.txt</h1>" in first
    assert isinstance(CliRunner().invoke(app, arguments).exception, InputError)
    assert CliRunner().invoke(app, [*arguments, "--force"]).exit_code == 0
    assert out.read_bytes() == first


REFUSED = [
    ("page.txt", [], "{out}: a page ends in .html. Give --html that ending."),
    ("none/page.html", [], "{folder}/none: no such folder to write into. Make it first: mkdir -p {folder}/none"),
    ("story.html", [], "{out}: would be written, but is the story. Choose another --html."),
    ("there.html", [], "{out}: exists already, nothing was changed. Choose another --html, or replace it with --force."),
    ("folder.html", ["--force"], "{out}: exists already, nothing was changed. Choose another --html, or replace it with --force."),
    ("page.html", ["--json"], "explain gives --json or --html: give one of the two"),
]  # fmt: skip


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(("name", "options", "message"), REFUSED)
def test_a_page_that_cannot_be_written_says_what_to_do(
    tmp_path: Path, name: str, options: list[str], message: str
) -> None:
    (tmp_path / "story.html").write_text("Iran attacked Iraq.")
    (tmp_path / "there.html").write_text("mine")
    (tmp_path / "folder.html").mkdir()
    out = str(tmp_path / name)
    result = CliRunner().invoke(app, ["explain", "--story", str(tmp_path / "story.html"), "--html", out, *options])
    assert isinstance(result.exception, InputError)
    assert str(result.exception) == message.format(out=out, folder=tmp_path)
    assert (tmp_path / "there.html").read_text() == "mine"
