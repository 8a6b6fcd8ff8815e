"""Members of a traject who accepted its privacy agreement, as nearly everybody in these tests did."""


def newest_agreement(traject):
    """The version that counts now for the professionals."""
    from privacy.agreements.models import PrivacyAgreement

    return PrivacyAgreement.objects.of_professionals(traject.pk)[0]


def agree(traject, *people):
    """These people accept the newest version; without names everybody with a seat among professionals does."""
    from buurtbalans.accounts.models import User
    from privacy.agreements import services

    seated = User.objects.filter(memberships__traject=traject, memberships__track="professionals")
    for person in people or seated:
        services.accept(newest_agreement(traject), by=person)
