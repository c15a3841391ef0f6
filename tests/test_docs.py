"""What README and docs show is true: their commands run, and give what they say."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
_BLOCK = re.compile(r"```console\n(.*?)```", re.S)
_PYTHON = re.compile(r"```python\n(.*?)```", re.S)
_CHANGES = re.compile(r"\d+[.,]?\d* s\b|stories/s|words/s|^seconds +\d")


def commands(page: Path) -> list[tuple[str, list[str]]]:
    """(command, lines that it shows) of a page's console blocks, in order."""
    found: list[tuple[str, list[str]]] = []
    for block in _BLOCK.findall(page.read_text(encoding="utf-8")):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            elif found and line.strip():
                found[-1][1].append(line.rstrip())
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_the_commands_of_a_page_give_the_output_it_shows(page: Path, tmp_path: Path) -> None:
    shown = commands(page)
    if not shown:
        pytest.skip("no commands on this page")
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    env = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "COLUMNS": "110"}
    for command, lines in shown:
        done = subprocess.run(
            command, shell=True, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=300, check=False
        )
        got = {line.rstrip() for line in (done.stdout + done.stderr).splitlines()}
        missing = [line for line in lines if line not in got and not _CHANGES.search(line)]
        assert not missing, f"{page.name}: $ {command}\nno longer prints:\n" + "\n".join(missing)


def test_the_notebook_example_of_the_readme_runs(capsys: pytest.CaptureFixture[str]) -> None:
    code = next(c for c in _PYTHON.findall((ROOT / "README.md").read_text(encoding="utf-8")) if "Coder()" in c)
    exec(compile(code, "README.md", "exec"), {})
    assert capsys.readouterr().out.strip() == "EGY 0256 ISR"


def test_ci_runs_the_test_command_of_the_readme_to_the_letter() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    command = next(line for line in readme.splitlines() if line.endswith("-m pytest"))
    assert command in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_every_command_and_option_is_documented() -> None:
    from typer.main import get_command

    from coder.cli import app

    pages = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    for name, command in get_command(app).commands.items():  # type: ignore[attr-defined]
        assert f"cameo {name}" in pages, f"no page shows 'cameo {name}'"
        for option in command.params:
            for flag in option.opts:
                if flag.startswith("--") and flag != "--help":
                    assert flag in pages, f"no page names {flag} of 'cameo {name}'"
