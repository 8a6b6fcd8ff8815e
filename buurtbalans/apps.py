"""The project itself as an app: look, papers, and the commands that belong to no single subject."""

from django.apps import AppConfig


class BuurtbalansConfig(AppConfig):
    """Holds template tags, assets and management commands of the whole project."""

    name = "buurtbalans"
    label = "buurtbalans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the system check that warns when the npm files are absent."""
        from buurtbalans.assets import checks  # noqa: F401  registering is the import's purpose
