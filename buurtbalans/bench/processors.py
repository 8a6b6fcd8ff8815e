"""How much processor time a program took, with the processes it started: what stays the same on a busy machine."""

import os
from pathlib import Path


def seconds_of(pid: int) -> float:
    """Seconds that a process and its children have taken up to now, as Linux tells it."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    # The name of the program stands between brackets, and may hold spaces.
    numbers = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    own = (int(numbers[11]) + int(numbers[12])) / os.sysconf("SC_CLK_TCK")
    return own + sum(seconds_of(int(child)) for child in children)
