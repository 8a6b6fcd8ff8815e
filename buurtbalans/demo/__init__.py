"""The demo: a city, its people and three trajects that never existed, to look at and to learn from.

The texts stand in `data/`, one TOML file per subject; every day in them is counted from the day of the first
load. The modules here turn them into rows by the services that people use too, so that groups, grants and
logbook are what they would be in real life.
"""
