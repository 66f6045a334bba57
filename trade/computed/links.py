"""Where pages lead to what was computed of their numbers."""

from django.http import QueryDict
from django.urls import reverse

from trade.pages.frame import TWIN_FORMATS


def computed_files(**parameters: object) -> list[tuple[str, str]]:
    """(«CSV», address) of the computed numbers that *parameters* ask for; those that are empty are left out."""
    query = QueryDict(mutable=True)
    for name, value in parameters.items():
        if value:
            query[name] = str(value)
    address = reverse("computed")
    return [(name.upper(), f"{address}?{query.urlencode()}&format={name}") for name in TWIN_FORMATS]
