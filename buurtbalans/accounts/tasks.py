"""Index of the background jobs of accounts; the worker looks for them here."""

from buurtbalans.accounts.letterbox import deliver_letter

__all__ = ["deliver_letter"]
