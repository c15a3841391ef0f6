"""Compiles the hot modules into the wheel where the machine can (mypyc and a C compiler); elsewhere they stay Python.

The source is the same and so is what it codes: compiled, it only takes less time (docs/scale.md). Editable installs and
CAMEO_PURE=1 leave it out. What can't be compiled is told and left as it is: an installation must not fail over speed,
as it would with the hatch-mypyc plugin on a machine without a compiler.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_SETUP = """
import sys
from mypyc.build import mypycify
from setuptools import setup
options = ["--ignore-missing-imports", "--follow-imports=silent", "--python-executable", sys.executable]
setup(name="coder", packages=[], ext_modules=mypycify([*options, *sys.argv.pop(1).split()], opt_level="3", debug_level="0"))
"""


class CompiledModules(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the compiled form of `modules` (pyproject.toml) to a wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and list what came of it in `build_data`; on failure, a warning."""
        if version == "editable" or self.target_name != "wheel" or os.environ.get("CAMEO_PURE"):
            return
        self.work = Path(tempfile.mkdtemp(prefix="cameo-build-"))
        source, out = self.work / "source", self.work / "out"
        source.mkdir()
        shutil.copytree(Path(self.root) / "coder", source / "coder", ignore=shutil.ignore_patterns("__pycache__"))
        (source / "compile.py").write_text(_SETUP)
        done = subprocess.run(
            [sys.executable, "compile.py", " ".join(self.config["modules"]), "build_ext", f"--build-lib={out}"],
            cwd=source,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            last = (done.stdout + done.stderr).strip().splitlines()[-1:]
            self.app.display_warning(f"modules aren't compiled, the coder will be slower: {' '.join(last)}")
            return
        build_data["pure_python"], build_data["infer_tag"] = False, True
        for path in sorted(out.rglob("*.so")) + sorted(out.rglob("*.pyd")):
            build_data["force_include"][str(path)] = path.relative_to(out).as_posix()

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Clean up."""
        if hasattr(self, "work"):
            shutil.rmtree(self.work, ignore_errors=True)
