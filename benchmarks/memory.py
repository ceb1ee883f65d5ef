"""Peak memory of a process that reads one file and does nothing else."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path


def peak_megabytes(script: str, data: bytes, suffix: str) -> float:
    """What `script --read FILE`, run by itself on `data`, prints of its own peak."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"long.{suffix}"
        path.write_bytes(data)
        command = [sys.executable, script, "--read", str(path)]
        return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def own_peak() -> float:
    """The peak memory of this process, in MB."""
    status = Path("/proc/self/status")
    if status.exists():
        # What `getrusage` tells would include the memory of the process that started this one.
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
