"""Forms in which data editors record, revise and withdraw the figures of events."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from events.models import Metric, MetricWithdrawal
from trade.forms import REVISED_FIELDS, ConfirmedForm, RevisionForm


class MetricForm(forms.ModelForm):
    """The first value of a figure. What it lacks, `record_metric` says."""

    class Meta:
        model = Metric
        fields = ("event", "participation", "measure", "nature", "unit", *REVISED_FIELDS)

    def clean_participation(self):
        participation, event = self.cleaned_data["participation"], self.cleaned_data.get("event")
        if participation and event and participation.event_id != event.pk:
            raise ValidationError(_("This participant took part in another event; choose one of this event."))
        return participation


class MetricRevisionForm(RevisionForm):
    class Meta:
        model = Metric
        fields = REVISED_FIELDS


class MetricWithdrawalForm(ConfirmedForm):
    class Meta:
        model = MetricWithdrawal
        fields = ("source", "reason")
