"""For those who watch the site: `/healthz` (the process answers) and `/readyz` (it can serve)."""

from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Alive: asks nothing of the database."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Ready: 200 when the database answers and every migration is applied, else 503 saying which is not."""
    checks = {"database": _database_answers(), "migrations": False}
    checks["migrations"] = checks["database"] and _is_migrated()
    ready = all(checks.values())
    return JsonResponse({"status": "ok" if ready else "unavailable", **checks}, status=200 if ready else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _is_migrated() -> bool:
    try:
        _require_migrations()
    except (DatabaseError, LookupError):
        return False
    return True


@cache
def _require_migrations() -> None:
    """Raises LookupError while migrations wait. Cached once it passes: running code is fixed."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise LookupError("unapplied migrations")
