"""Addresses of registrations."""

from django.urls import URLPattern, path

from privacy.registrations import evidence_views, file_views, import_views, sharing_views, table_views, views

HERE = "trajecten/<int:traject_pk>/registraties/"
ONE = f"{HERE}<uuid:uuid>/"
TABLE = f"{HERE}inlezen/<uuid:uuid>/"
COUNTS = f"{HERE}tabel/"
FILE = f"{HERE}bestanden/<uuid:uuid>/"
EVIDENCE = f"{HERE}onderbouwing/<uuid:uuid>/"

urlpatterns: list[URLPattern] = [
    path(HERE, views.registration_list, name="registration-list"),
    path(f"{HERE}toevoegen/", views.registration_new, name="registration-new"),
    path(ONE, views.registration, name="registration"),
    path(f"{ONE}wijzigen/", views.registration_edit, name="registration-edit"),
    path(f"{ONE}versies/", views.registration_versions, name="registration-versions"),
    path(f"{ONE}verwijderen/", views.registration_delete, name="registration-delete"),
    path(f"{ONE}delen/", sharing_views.registration_share, name="registration-share"),
    path(f"{ONE}intrekken/", sharing_views.registration_withdraw, name="registration-withdraw"),
    path(f"{ONE}meelezen/", sharing_views.registration_read, name="registration-read"),
    path(f"{ONE}bestand/", file_views.file_add, name="registration-file-add"),
    path(f"{HERE}inlezen/", import_views.import_new, name="registration-import-new"),
    path(f"{HERE}inlezen/voorbeeld/", import_views.import_example, name="registration-import-example"),
    path(TABLE, import_views.import_preview, name="registration-import"),
    path(f"{TABLE}wegdoen/", import_views.import_cancel, name="registration-import-cancel"),
    path(COUNTS, table_views.registration_table, name="registration-table"),
    *(
        path(f"{folder}{kind}/", view, {"kind": kind}, name=f"{name}-{kind}")
        for folder, view, name in (
            (HERE, table_views.registration_list_file, "registration-list"),
            (COUNTS, table_views.registration_table_file, "registration-table"),
        )
        for kind in table_views.FORMATS
    ),
    path(f"{HERE}onderbouwing/bij-aanname/<int:pk>/", evidence_views.evidence_add, name="registration-evidence-add"),
    path(f"{EVIDENCE}wijzigen/", evidence_views.evidence_edit, name="registration-evidence-edit"),
    path(f"{EVIDENCE}verwijderen/", evidence_views.evidence_delete, name="registration-evidence-delete"),
    path(FILE, file_views.file, name="registration-file"),
    path(f"{FILE}verwijderen/", file_views.file_delete, name="registration-file-delete"),
]
