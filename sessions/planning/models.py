"""A session (bijeenkomst): when, where, which steps, who is invited, and what the kernteam prepares."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL
from django.utils import timezone

from buurtbalans.addresses import address
from privacy import policy
from trajects.partners.models import Membership, Partner
from trajects.steps.models import Step
from trajects.traject.models import Traject


class SessionStatus(models.TextChoices):
    """How far a session is (S7). In draft only the kernteam sees it; states.py says what may follow what."""

    DRAFT = "concept", "Agenda in concept"
    INVITED = "uitgenodigd", "Agenda verstuurd"
    RUNNING = "bezig", "Bezig"
    MINUTES = "verslag", "Verslag in concept"
    FINAL = "vastgesteld", "Verslag vastgesteld"
    CANCELLED = "afgelast", "Afgelast"


class Answer(models.TextChoices):
    """What an invited organisation said (P7)."""

    NONE = "", "Nog geen antwoord"
    ACCEPTED = "komt", "Komt"
    DECLINED = "komt_niet", "Komt niet"
    SUBSTITUTE = "vervanger", "Stuurt een vervanger"


class Attendance(models.TextChoices):
    """Who was there, per organisation (S5, S9)."""

    UNKNOWN = "", "Nog niet ingevuld"
    PRESENT = "aanwezig", "Aanwezig"
    LATE = "later", "Later gekomen"
    SUBSTITUTE = "vervanger", "Vervanger"
    APOLOGY = "afgemeld", "Afgemeld"
    ABSENT = "afwezig", "Afwezig zonder bericht"


# As SQL: joins that multiply one another's rows take Django and the database longer than four small counts.
READINESS = {
    "agenda_minutes": RawSQL(
        "SELECT COALESCE(SUM(minutes), 0) FROM traject_sessions_agendaitem"
        " WHERE session_id = traject_sessions_session.id AND deleted_at IS NULL",
        [],
    ),
    "tasks": RawSQL(
        "SELECT COUNT(*) FROM traject_sessions_preparationtask WHERE session_id = traject_sessions_session.id", []
    ),
    "tasks_done": RawSQL(
        "SELECT COUNT(done_at) FROM traject_sessions_preparationtask WHERE session_id = traject_sessions_session.id", []
    ),
    "invited_count": RawSQL(
        "SELECT COUNT(*) FROM traject_sessions_sessionpartner WHERE session_id = traject_sessions_session.id", []
    ),
}


class SessionQuerySet(models.QuerySet["Session"]):
    """Which sessions."""

    def with_readiness(self) -> "SessionQuerySet":
        """With how far each is prepared: `agenda_minutes`, `tasks`, `tasks_done` and `invited_count`."""
        return self.annotate(**READINESS)

    def going_on(self) -> "SessionQuerySet":
        """All but those that were cancelled."""
        return self.exclude(status=SessionStatus.CANCELLED)

    def upcoming(self, today: date) -> "SessionQuerySet":
        """Today or later and not cancelled, first one first."""
        return self.going_on().filter(date__gte=today).order_by("date", "starts_at", "pk")

    def past(self, today: date) -> "SessionQuerySet":
        """Before today and not cancelled, latest first."""
        return self.going_on().filter(date__lt=today).order_by("-date", "-starts_at", "-pk")


class Session(models.Model):
    """One meeting of a traject. Has no sequence number: not everybody may know of every session."""

    traject = models.ForeignKey(Traject, on_delete=models.CASCADE, related_name="sessions")
    title = models.CharField("titel", max_length=120)
    steps = models.ManyToManyField(Step, related_name="sessions", verbose_name="stappen", blank=True)
    date = models.DateField("datum")
    starts_at = models.TimeField("begint om")
    ends_at = models.TimeField("eindigt om")
    place = models.CharField("plaats", max_length=200, blank=True)
    partners = models.ManyToManyField(Partner, through="SessionPartner", related_name="sessions")
    status = models.CharField(max_length=20, choices=SessionStatus.choices, default=SessionStatus.DRAFT)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField("agenda verstuurd op", null=True, blank=True)
    started_at = models.DateTimeField("begonnen om", null=True, blank=True)
    ended_at = models.DateTimeField("afgelopen om", null=True, blank=True)
    cancelled_at = models.DateTimeField("afgelast op", null=True, blank=True)
    # Goes up with every change of date, time or place, so that calendars take over the newest (RFC 5545).
    sequence = models.PositiveIntegerField(default=0)
    # How often it was mailed around. A mail of an earlier edition that still waits is not sent any more.
    edition = models.PositiveIntegerField(default=0)
    # When its date or time last changed; what was answered before that may not hold any more.
    moved_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["date", "starts_at", "pk"]
        default_permissions = ()
        permissions = [(policy.SEE_SESSION, "de bijeenkomst zien")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="session_ends_after_start",
                violation_error_message="De eindtijd ligt voor de begintijd.",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[SessionStatus.RUNNING, SessionStatus.MINUTES, SessionStatus.FINAL])
                | Q(sent_at__isnull=False, started_at__isnull=False),
                name="session_held_was_open_to_the_invited",
            ),
            models.CheckConstraint(
                condition=~Q(status=SessionStatus.CANCELLED) | Q(cancelled_at__isnull=False),
                name="session_cancelled_since",
            ),
        ]

    def __str__(self) -> str:
        return f"Bijeenkomst {self.pk}"

    def get_absolute_url(self) -> str:
        """The agenda: where a session is prepared and read."""
        return address("sessions:agenda", self.traject_id, self.pk)

    @property
    def is_past(self) -> bool:
        """Was before today."""
        return self.date < timezone.localdate()

    @property
    def is_cancelled(self) -> bool:
        """Will not take place."""
        return self.status == SessionStatus.CANCELLED

    @property
    def is_closed(self) -> bool:
        """Nothing about it changes any more: cancelled, or its minutes are settled."""
        return self.status in (SessionStatus.CANCELLED, SessionStatus.FINAL)

    @property
    def is_open_to_more(self) -> bool:
        """Others can still be invited: it is not over, and goes on."""
        return self.status in (SessionStatus.DRAFT, SessionStatus.INVITED, SessionStatus.RUNNING)

    @property
    def is_to_send(self) -> bool:
        """Its agenda can be sent: it lies ahead and has not begun."""
        return self.status in (SessionStatus.DRAFT, SessionStatus.INVITED) and not self.is_past

    @property
    def is_to_begin(self) -> bool:
        """Takes place today, and the invited know."""
        return self.status == SessionStatus.INVITED and self.date == timezone.localdate()

    @property
    def awaits_answers(self) -> bool:
        """The invited can still say whether they come."""
        return self.status == SessionStatus.INVITED and timezone.now() < self.start

    @property
    def start(self) -> datetime:
        """When it starts, in the time zone of the Netherlands."""
        return timezone.make_aware(datetime.combine(self.date, self.starts_at))

    @property
    def end(self) -> datetime:
        """When it ends."""
        return timezone.make_aware(datetime.combine(self.date, self.ends_at))

    @property
    def minutes(self) -> int:
        """How long it takes by the clock on the wall."""
        length = datetime.combine(self.date, self.ends_at) - datetime.combine(self.date, self.starts_at)
        return int(length / timedelta(minutes=1))


class SessionPartner(models.Model):
    """An organisation invited to a session: never automatically everyone (P5).

    With what it answered, and whether it was there.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="invited")
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="session_invitations")
    answer = models.CharField("antwoord", max_length=20, choices=Answer.choices, default=Answer.NONE, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    # Where the organisation says more with its answer: who comes instead, or why it cannot.
    answer_note = models.CharField("toelichting", max_length=300, blank=True)
    attendance = models.CharField(
        "aanwezigheid", max_length=20, choices=Attendance.choices, default=Attendance.UNKNOWN, blank=True
    )

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["session", "partner"], name="partner_invited_once")]


class NoticeKind(models.TextChoices):
    """What somebody was mailed about a session."""

    INVITATION = "uitnodiging", "Uitnodiging"
    CHANGE = "wijziging", "Wijziging"
    CANCELLATION = "afzegging", "Afzegging"


class Notice(models.Model):
    """What one person last heard of a session by mail (S6).

    Keeps a mail from going out twice, and is what a change is told against.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="notices")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=NoticeKind.choices, blank=True)
    # Of which edition of the session; 0 as long as no mail has left.
    edition = models.PositiveIntegerField(default=0)
    told = models.JSONField(default=dict)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["session", "membership"], name="notice_once_a_person")]


class PreparationTask(models.Model):
    """Something the kernteam prepares for a session, with an owner (S3)."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="preparation")
    title = models.CharField("wat", max_length=300)
    owner = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="preparation", verbose_name="wie"
    )
    due = models.DateField("uiterlijk", null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.CharField(max_length=120, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["position", "pk"]
        default_permissions = ()


class CalendarFeed(models.Model):
    """The secret address by which somebody's own calendar follows his sessions (S6). Kept as a hash only."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now=True)

    class Meta:
        default_permissions = ()
