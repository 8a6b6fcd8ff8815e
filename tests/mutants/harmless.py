"""Conditions whose absence no test can notice, each with why that does no harm."""

HARMLESS: dict[str, str] = {}
