"""What was said about a submitted version and what was answered, as far as its reader may see (L3)."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet

from buurtbalans.accounts.models import User
from privacy import access
from privacy.questions import Given, Question
from trajects.plan.commenting_models import PlanComment, SupportStatement
from trajects.plan.models import PlanVersion

WHOLE_PLAN = "algemeen"


@dataclass(frozen=True)
class OnPart:
    """The comments on one part, or on the whole plan."""

    name: str
    title: str
    comments: Sequence[PlanComment]

    @property
    def anchor(self) -> str:
        """Where it stands on the page."""
        return self.name or WHOLE_PLAN


@dataclass(frozen=True)
class Talk:
    """How much was said about one version, and how much of that waits for an answer."""

    version_pk: int
    label: str
    adopted_label: str
    said: int
    waiting: int

    @property
    def name(self) -> str:
        """By which people call the version."""
        return self.adopted_label or self.label


@dataclass(frozen=True)
class Conversation:
    """Everything that was said about one version; partners see all, a back office its own organisation's."""

    version: PlanVersion
    comments: Sequence[PlanComment]
    support: Sequence[SupportStatement]

    @cached_property
    def parts(self) -> list[OnPart]:
        """What was said about all of it first, then part by part; parts without comments are left out."""
        titles = {part["name"]: f"{part['number']}. {part['title']}" for part in self.version.contents["parts"]}
        found = [OnPart(name, title, self.on(name)) for name, title in {"": "Het hele plan", **titles}.items()]
        return [part for part in found if part.comments]

    @property
    def waiting(self) -> int:
        """How many comments were not answered yet."""
        return sum(comment.answered_at is None for comment in self.comments)

    def on(self, name: str) -> list[PlanComment]:
        """The comments on one part, by its name."""
        return [comment for comment in self.comments if comment.part == name]


def conversation_on(user: User, version: PlanVersion) -> Conversation:
    """What this person may read of what was said about a version: two queries, however much that is."""
    comments = access.visible(user, PlanComment.objects.of_version(version))
    support = access.visible(user, SupportStatement.objects.filter(plan_version=version))
    return Conversation(version, list(comments), list(support.select_related("partner__organisation", "said_by")))


def talked_about(user: User, traject_id: int) -> list[Talk]:
    """How much was said about each version that was commented on, as far as this person may read it; the last first."""
    return talks_sent(user, traject_id)()


def talks_sent(user: User, traject_id: int) -> Callable[[], list[Talk]]:
    """The same asked now, to be read by calling what this returns (`privacy.written.together`)."""
    rows = _talks.sent(user, traject=traject_id)
    return lambda: [Talk(*row) for row in rows()]


@Question
def _talks(user: User, traject: Given) -> "QuerySet[PlanComment, tuple[int, str, str, int, int]]":
    return access.visible(user, PlanComment.objects.filter(plan_version__plan__traject=traject)).counted_by_version()


def said_by_part(user: User, version: PlanVersion) -> Counter[str]:
    """How many comments this person may read on each part of a version, by its name; "" is the whole plan."""
    rows = access.visible(user, PlanComment.objects.filter(plan_version=version))
    return Counter(rows.order_by().values_list("part", flat=True))


def is_open_to(user: User, version: PlanVersion) -> bool:
    """May this person still say something about a version? Until it is adopted or a newer one was submitted."""
    seat = access.seat(user, version.plan.traject_id)
    if version.adopted_at or seat is None or "comment_plan" not in seat.actions:
        return False
    rows = access.visible(user, PlanVersion.objects.of_traject(version.plan.traject_id))
    return not rows.filter(pk__gt=version.pk).exists()


def said_beside(user: User, traject_id: int, part: str) -> list[PlanComment]:
    """What was said about one part of the version that was submitted last, for who writes the next draft."""
    newest = access.visible(user, PlanVersion.objects.of_traject(traject_id).defer("contents")).first()
    if newest is None:
        return []
    rows = access.visible(user, PlanComment.objects.of_version(newest).filter(part=part))
    return list(rows)
