"""Is the application ready to be used?"""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from buurtbalans.accounts.models import User


@require_safe
@login_not_required
def health(request: HttpRequest) -> HttpResponse:
    """200 "gezond" once migrations, and in a demo the demo data, are in; 503 before."""
    try:
        executor = MigrationExecutor(connection)
        migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        filled = not settings.DEMO or User.objects.filter(email="buitenstaander@demo.test").exists()
    except DatabaseError:
        migrated = filled = False
    if migrated and filled:
        return HttpResponse("gezond", content_type="text/plain")
    return HttpResponse("nog niet klaar", content_type="text/plain", status=503)
