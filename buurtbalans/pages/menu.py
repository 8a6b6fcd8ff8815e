"""The global menu; it shows only what exists."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

ITEMS = (
    ("Mijn werk", "pages:my-work", "HouseFill"),
    ("Trajecten", "pages:traject-list", "BuildingsFill"),
    ("Werkvormen", "sessions:werkvorm-list", "LightBulbFill"),
    ("Hulp", "pages:help", "QuestionMarkFill"),
)
FOR_STAFF = ("Beheer", "admin:index", "Cogwheel")


def menu(request: HttpRequest) -> dict[str, Any]:
    """Context of every page: the menu's items with the current one marked. Nothing for who is not logged in."""
    user = getattr(request, "user", None)
    post = {"demo_post_url": reverse("pages:post-list")} if settings.DEMO else {}
    if user is None or not user.is_authenticated:
        return {"menu": [], **post}
    items = (*ITEMS, FOR_STAFF) if user.is_staff else ITEMS
    return {
        **post,
        "menu": [
            {"label": label, "url": url, "icon": icon, "current": request.path.startswith(url)}
            for label, url, icon in ((label, reverse(name), icon) for label, name, icon in items)
        ],
    }
