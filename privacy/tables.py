"""Guardian's permission rows with a real foreign key, and the groups that hold them.

Groups hold permissions, people join groups: one group per (traject, role) and one per Partner, its
circle. With a foreign key a row goes when its object goes, so no later object inherits it. Guardian's
generic and per-user tables stay empty.
"""

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import models
from guardian.models import GroupObjectPermissionBase


class RoleGroup(models.Model):
    """The group of everybody with one role in one traject."""

    traject = models.ForeignKey("trajects.Traject", on_delete=models.CASCADE, related_name="role_groups")
    role = models.CharField(max_length=20)
    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="role_group")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["traject", "role"], name="role_group_once")]


class Circle(models.Model):
    """The group of the people of one organisation in one traject: who gets what that organisation is given."""

    partner = models.OneToOneField("trajects.Partner", on_delete=models.CASCADE, related_name="circle")
    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="circle")


class TrajectGroupPermission(GroupObjectPermissionBase):
    """What a role may do in a traject."""

    # The two indexes below serve every question, so the separate foreign-key indexes are left out.
    group = models.ForeignKey(Group, on_delete=models.CASCADE, db_index=False)
    permission = models.ForeignKey(Permission, on_delete=models.CASCADE, db_index=False)
    content_object = models.ForeignKey("trajects.Traject", on_delete=models.CASCADE, db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "permission", "content_object"], name="traject_grant_once")
        ]
        indexes = [models.Index(fields=["content_object", "permission", "group"], name="traject_grant_by_object")]


class SessionGroupPermission(GroupObjectPermissionBase):
    """Who may see a session: the kernteam and the circles of the invited partners (P5)."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, db_index=False)
    permission = models.ForeignKey(Permission, on_delete=models.CASCADE, db_index=False)
    content_object = models.ForeignKey("traject_sessions.Session", on_delete=models.CASCADE, db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "permission", "content_object"], name="session_grant_once")
        ]
        indexes = [models.Index(fields=["content_object", "permission", "group"], name="session_grant_by_object")]


class ResidentsTrackGroupPermission(GroupObjectPermissionBase):
    """What residents and their guide may do on the residents' track; no group of professionals stands here (V4)."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, db_index=False)
    permission = models.ForeignKey(Permission, on_delete=models.CASCADE, db_index=False)
    content_object = models.ForeignKey("trajects.ResidentsTrack", on_delete=models.CASCADE, db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "permission", "content_object"], name="track_grant_once")
        ]
        indexes = [models.Index(fields=["content_object", "permission", "group"], name="track_grant_by_object")]


class Level(models.TextChoices):
    """How a number that is shared is read (privacy.md section 5, rule 1)."""

    ROUNDED = "rounded", "Afgerond"
    EXACT = "exact", "Precies"


class RegistrationGroupPermission(GroupObjectPermissionBase):
    """A registration shared with one circle. The row is the grant: by whom, since when, until when.

    A trigger refuses `exact` for a registration about persons, whatever the code does.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, db_index=False)
    permission = models.ForeignKey(Permission, on_delete=models.CASCADE, db_index=False)
    content_object = models.ForeignKey("privacy.Registration", on_delete=models.CASCADE, db_index=False)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    granted_at = models.DateTimeField(auto_now_add=True)
    level = models.CharField(max_length=10, choices=Level.choices, default=Level.ROUNDED)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "permission", "content_object"], name="registration_grant_once"),
            models.CheckConstraint(
                condition=models.Q(level__in=Level.values), name="registration_grant_level_is_known"
            ),
        ]
        indexes = [models.Index(fields=["content_object", "permission", "group"], name="registration_grant_by_object")]
