"""What the administration does beside accounts and lists; confidential models are never here."""

from privacy.retention.admin import ErasableAccountAdmin

__all__ = ["ErasableAccountAdmin"]
