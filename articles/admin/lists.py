"""The list of articles: how their figures stand, and the filters that find those that want attention."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Count, Exists, Max, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import TARGETS, Article, Claim
from articles.states import State

OPEN = Q(lost=True) | Q(**{f"{name}__isnull": True for name in TARGETS}, exempt_reason="")
OPEN_COUNT = Q(claims__lost=True) | Q(
    **{f"claims__{name}__isnull": True for name in TARGETS}, claims__exempt_reason="", claims__isnull=False
)


class ArticleList(ChangeList):
    """Counts the figures of each row in the query of the list itself."""

    def get_queryset(self, request, exclude_parameters=None):
        states = {
            f"count_{state}": Count("claims", filter=Q(claims__verdict__state=state), distinct=True)
            for state in State.values
        }
        return (
            super()
            .get_queryset(request, exclude_parameters)
            .annotate(
                count_open=Count("claims", filter=OPEN_COUNT, distinct=True),
                last_version=Max("versions__number"),
                **states,
            )
        )


class FiguresFilter(admin.SimpleListFilter):
    """The saved view of articles whose figures want somebody's eye, in the working copy or before readers."""

    title = _("figures")
    parameter_name = "figures"

    def lookups(self, request, model_admin):
        return (
            ("check", _("need checking")),
            ("open", _("not bound or lost")),
            ("revised", _("revised")),
            ("disputed", _("disputed")),
        )

    def queryset(self, request, queryset):
        own = Claim.objects.filter(Q(article=OuterRef("pk")) | Q(version__article=OuterRef("pk")))
        in_state = {
            "check": (State.REVISED, State.DISPUTED),
            "revised": (State.REVISED,),
            "disputed": (State.DISPUTED,),
        }.get(self.value(), ())
        found = Exists(own.filter(verdict__state__in=in_state)) if in_state else Q()
        match self.value():
            case "check":
                return queryset.filter(found | Exists(own.filter(OPEN)))
            case "open":
                return queryset.filter(Exists(own.filter(OPEN)))
        return queryset.filter(found)


class ReadersFilter(admin.SimpleListFilter):
    title = _("readers")
    parameter_name = "readers"

    def lookups(self, request, model_admin):
        return ("see", _("see it")), ("wait", _("will see it")), ("held", _("held back")), ("none", _("do not see it"))

    def queryset(self, request, queryset):
        now = timezone.now()
        match self.value():
            case "see":
                return queryset.filter(pk__in=Article.objects.public(now).values("pk"))
            case "wait":
                return queryset.filter(Q(publish_at__gt=now) | Q(embargo_until__gt=now), state="published")
            case "held":
                return queryset.filter(held=True)
            case "none":
                return queryset.exclude(pk__in=Article.objects.public(now).values("pk"))
        return queryset
