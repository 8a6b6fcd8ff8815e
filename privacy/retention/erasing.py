"""Erasing an account: what it is and how it logs in goes at once, history keeps its meaning (V6).

The row stays with nothing but the name for as long as something settled refers to it (docs/adr/0027-what-remains.md).
"""

from collections import Counter

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry as AdminLogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session as WebSession
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from buurtbalans import deleted
from buurtbalans.accounts.models import User
from privacy.links.models import MailedLink
from privacy.retention.models import Rule
from privacy.retention.removing import remove, report
from sessions.planning.models import CalendarFeed
from sessions.reminders.models import ReminderSetting
from trajects.partners.models import Invitation, Membership, Role, Track
from trajects.partners.services import end_seat
from trajects.residents.models import ResidentsInvitation
from trajects.residents.seats import end_guide, end_resident
from trajects.traject.models import Traject, TrajectStatus

# A reserved name (RFC 2606): no mail ever arrives there.
NOWHERE = "gewist-{}@gewist.invalid"


def blocked_by(user: User) -> list[Traject]:
    """The open trajects of whose kernteam this is the last one: somebody else must come first."""
    own = Membership.objects.active().kernteam().filter(user=user)
    others = Membership.objects.active().filter(role=Role.KERNTEAM).exclude(user=user)
    left_alone = own.exclude(traject__in=others.values("traject_id")).values("traject_id")
    return list(Traject.objects.filter(pk__in=left_alone).exclude(status=TrajectStatus.CLOSED))


@transaction.atomic
def erase(user: User) -> None:
    """End all seats and empty the account; it can never be opened again.

    Raises LastOfKernteamError where an open traject would be left without kernteam.
    """
    for seat in Membership.objects.active().filter(user=user).select_related("traject", "user"):
        # What is still to be done is for the organisation; what is done keeps the name.
        seat.actions.filter(closed_at=None).hand_to(None, by=user)
        seat.preparation.filter(done_at=None).update(owner=None)
        _end(seat, user)
    empty(user)


def _end(seat: Membership, user: User) -> None:
    if seat.track == Track.PROFESSIONALS:
        end_seat(seat, by=user)
    elif seat.role == Role.GUIDE:
        end_guide(seat.traject, user, by=user)
    else:
        end_resident(seat, by=user)


@transaction.atomic
def empty(user: User) -> None:
    """Take everything from an account but the name, whatever seats it holds; they open nothing any more."""
    user = User.objects.select_for_update().get(pk=user.pk)
    _forget_logging_in(user)
    Invitation.objects.filter(email__iexact=user.email).delete()
    ResidentsInvitation.objects.filter(email__iexact=user.email).delete()
    about = ContentType.objects.get_for_model(User)
    AdminLogEntry.objects.filter(content_type=about, object_id=str(user.pk)).update(object_repr=f"Account {user.pk}")
    deleted.remember([user])
    report(Rule.ACCOUNTS, Counter({User._meta.label: 1}))
    user.email = NOWHERE.format(user.pk)
    user.job_title, user.organisation, user.last_login, user.idle_since = "", None, None, None
    user.is_active = user.is_staff = user.is_superuser = False
    user.erased_at = timezone.now()
    user.set_unusable_password()
    user.save()
    forget_name(user)


def forget_name(user: User) -> bool:
    """Delete the last of an erased account, its name, when nothing refers to it any more; whether it went."""
    if any(_refers(user, relation) for relation in User._meta.related_objects):
        return False
    remove([user])
    return True


def _refers(user: User, relation: object) -> bool:
    model, name = relation.related_model, relation.field.name  # type: ignore[attr-defined]  # of our users, see the caller
    return bool(model._base_manager.filter(**{name: user.pk}).exists())


def _forget_logging_in(user: User) -> None:
    of_one_person: tuple[type[Model], ...] = (
        EmailAddress,
        Authenticator,
        UserSession,
        CalendarFeed,
        ReminderSetting,
        MailedLink,
    )
    for model in of_one_person:
        model._default_manager.filter(user=user).delete()
    keys = [row.pk for row in WebSession.objects.iterator() if row.get_decoded().get("_auth_user_id") == str(user.pk)]
    WebSession.objects.filter(pk__in=keys).delete()
    user.groups.clear()
    user.user_permissions.clear()
