"""Writes the output of the README's tour into it, so that what it shows is what comes out.

    python tools/make_tour.py

Each `<!-- tour: NAME -->` is followed by a fenced block with commands and their real output, made anew.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOUR = {
    "code": [
        "cameo code examples/news.csv -o events.tsv",
        "cut -f 2-5,7,15 events.tsv | head -8",
    ],
    "explain": ['cameo explain "Egypt urged Israel to withdraw its troops from Lebanon."'],
    "none": [
        'cameo explain "If Iran attacks Israel, Syria might condemn the attack."',
    ],
    "actors": ["cameo actors Putin --date 2009-05-01", "cameo actors Kremlin"],
    "check": ["cameo check examples/dictionaries --only examples/"],
}


def main() -> None:
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    env = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "COLUMNS": "110"}
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "examples", Path(folder) / "examples")
        for name, commands in TOUR.items():
            shown = []
            for command in commands:
                done = subprocess.run(
                    command, shell=True, cwd=folder, env=env, capture_output=True, text=True, check=False
                )
                output = (done.stdout + (done.stderr if "cameo code" in command else "")).rstrip()
                shown.append(f"$ {command}\n" + "\n".join(line.rstrip() for line in output.splitlines()))
            block = "```console\n" + "\n".join(shown).strip() + "\n```\n"
            place = re.compile(rf"<!-- tour: {name} -->\n(\n```console\n.*?\n```\n)?", re.S)
            found = place.search(text)
            if found is None:
                sys.exit(f"README.md has no place for the tour {name!r}: add '<!-- tour: {name} -->'")
            text = f"{text[: found.start()]}<!-- tour: {name} -->\n\n{block}{text[found.end() :]}"
    readme.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
