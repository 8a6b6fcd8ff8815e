"""How often a web process looks for what nobody holds any more."""

import gc

OFTEN = 2_000
"""After how many new things. Five times as many leaves the process 35 MB larger: papers hold themselves."""


def collect_seldom() -> None:
    """Leave what a process starts with out of it, and look among the rest less than once for a page.

    What an application is made of stays for as long as it runs: looking through all of it takes a tenth of a second.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(OFTEN)
