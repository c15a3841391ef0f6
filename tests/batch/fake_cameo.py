"""`cameo` as its own process, with the fake engine in place of the real one. Spawned workers run this file too."""

from __future__ import annotations

import sys
import types
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parent)]

from fakes import FakeCoder  # noqa: E402

import coder  # noqa: E402
from coder.errors import InputError  # noqa: E402


def make(model: str = "", **options: Any) -> FakeCoder:
    if model == "missing":
        raise InputError("no model called missing. Install it: pip install missing")
    if model == "slow":
        print("loaded", file=sys.stderr, flush=True)
        __import__("time").sleep(60)
    return FakeCoder(slow=0.02 if model == "steady" else 0.0)


api = types.ModuleType("coder.api")
api.Coder = make  # type: ignore[attr-defined]
sys.modules["coder.api"] = coder.api = api  # type: ignore[attr-defined]

if __name__ == "__main__":
    from coder.cli import main

    main()
