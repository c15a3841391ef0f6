"""Codes a corpus on a SLURM cluster: python slurm.py CORPUS EVENTS.csv [JOBS], in a shell that lasts (tmux) or a job.

Asks SLURM for JOBS jobs of 16 cores through dask-jobqueue, and runs `cameo code` on them. Jobs may start when SLURM has
room for them, and end at their time limit: others go on with what they were at. Broken off itself, the run goes on with
the same command.
"""

import subprocess
import sys

import dask
from dask_jobqueue import SLURMCluster

if len(sys.argv) not in (3, 4):
    sys.exit(__doc__)
corpus, events = sys.argv[1:3]
jobs = int(sys.argv[3]) if len(sys.argv) == 4 else 4

# What a process that codes should find when it starts: see docs/scale.md.
settings = {
    "MALLOC_TRIM_THRESHOLD_": 2_000_000_000,
    "MALLOC_MMAP_THRESHOLD_": 1_000_000_000,
    "OPENBLAS_NUM_THREADS": 1,
    "OMP_NUM_THREADS": 1,
}
dask.config.set({"distributed.nanny.pre-spawn-environ": settings})
cluster = SLURMCluster(
    cores=16,
    processes=16,  # one worker a core, each with one thread
    memory="24GB",
    walltime="24:00:00",
    job_script_prologue=[
        f"export DASK_DISTRIBUTED__NANNY__PRE_SPAWN_ENVIRON='{settings}'",
        "source .venv/bin/activate",
    ],
)
cluster.scale(jobs=jobs)
command = ["cameo", "code", corpus, "-o", events, "--dask", cluster.scheduler_address, "--resume"]
sys.exit(subprocess.run(command, check=False).returncode)
