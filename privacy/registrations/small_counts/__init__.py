"""Small counts can lead back to persons: what others get to see of numbers (V2).

The ten rules of the privacy specification, one module per group of them. All of it is pure: no database,
no clock, no settings; the same on the screen and in every file.

| rule | | where |
| --- | --- | --- |
| 1, 2, 8 | threshold, rounding, time lag | numbers |
| 3, 4 | percentages, means and sums | derived |
| 5, 9 | no way back from a table | tables, attack |
| 6, 7 | differencing, crossing | crossing |
| 10 | small numbers in words | words |
"""

from privacy.registrations.small_counts.numbers import is_early, is_exact, outside, outside_world
from privacy.registrations.small_counts.words import advice

__all__ = ["advice", "is_early", "is_exact", "outside", "outside_world"]
