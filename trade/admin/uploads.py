"""Importing a file in the admin: choose it, read what would happen, confirm.

The import runs in the request itself, and its page is sent as it goes: there is no worker to depend on, a thread of
gunicorn serves it while others go on, and whoever closes the page cancels an import of which nothing is left. Pages are
plain HTML: what was read so far stands there without a script.
"""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import helpers
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from trade.admin.notes import told
from trade.forms import add_errors
from trade.importing import kept
from trade.importing import reader_words as import_words
from trade.importing.outcome import Outcome
from trade.importing.report import report_of_outcome
from trade.importing.words import error_words
from trade.models import Source
from trade.notes.batch import BatchNotes, notes_of_batch
from trade.readers import AUTO, LAYOUTS, read, reasons, template
from trade.readers.row import Reading, Refused
from trade.services.imports import OtherThanAgreed, error_of, import_steps, registered
from trade.signals import BatchChanges

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HERE = "<!-- the import -->"
GIVEN = ("unit", "scale", "flow", "reporter", "commodity", "classification")
STATED = ("title", "publisher", "url", "published", "licence")


def layouts() -> list[tuple[str, Any]]:
    return [(AUTO, _("recognise it")), *((name, import_words.layout(name)) for name in LAYOUTS)]


class UploadForm(forms.ModelForm):
    """The file, the release that it is, and what the file does not say itself."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("CSV, TSV, JSON or XLSX as publishers give them, 20 MB at most. The layout is recognised."),
    )
    kept = forms.CharField(required=False, widget=forms.HiddenInput)
    agreed = forms.CharField(required=False, widget=forms.HiddenInput)
    format = forms.ChoiceField(
        label=_("Layout"),
        choices=layouts,
        initial=AUTO,
        help_text=_("The list names all layouts that are read. For any other table fill in the template above."),
    )
    reason = forms.CharField(
        label=_("Reason for revisions"),
        required=False,
        max_length=300,
        help_text=_("Readers see this beside every value that changes; the title of the source if left empty."),
    )
    unit = forms.CharField(label=_("Currency"), required=False, max_length=3, help_text=_("Such as USD or KZT."))
    scale = forms.CharField(label=_("Scale"), required=False, max_length=10, help_text=_("1, 1000 or 1000000."))
    flow = forms.CharField(label=_("Flow"), required=False, max_length=2, help_text=_("X, M, RX, RM or T."))
    reporter = forms.CharField(
        label=_("Reporter"), required=False, max_length=8, help_text=_("Whose statistics these are, such as KAZ.")
    )
    commodity = forms.CharField(
        label=_("Commodity"),
        required=False,
        max_length=20,
        help_text=_("Edition and code, such as H6-27; TOTAL for all goods."),
    )
    classification = forms.CharField(
        label=_("Classification"),
        required=False,
        max_length=4,
        help_text=_("The edition of the codes in the file: such as H6 for HS 2022, or S4 for SITC, revision 4."),
    )

    url = forms.URLField(required=False, max_length=1000, assume_scheme="https")

    class Meta:
        model = Source
        fields = STATED

    fieldsets = (
        (None, {"fields": ("file", "format")}),
        (_("The release that it is"), {"fields": (*STATED, "reason")}),
        (
            _("What the file does not say itself"),
            {"fields": GIVEN, "description": _("Leave these empty for a file that names its unit, flow and reporter.")},
        ),
    )

    def __init__(self, *args: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["title"].required = False
        self.fields["url"].label = capfirst(Source._meta.get_field("url").verbose_name)
        for name in (*STATED, "reason"):
            self.fields[name].widget.attrs["class"] = "vTextField"
        self.fields["title"].help_text = _("Write the title as the publisher prints it; the name of the file if empty.")
        self.found: kept.Kept | None = None

    @property
    def is_too_large(self) -> bool:
        return self.has_error("file", "too_large")

    def clean(self) -> dict[str, Any]:
        """Keeps the file, or finds the one that was kept, so that a mistake elsewhere does not cost it."""
        data = super().clean() or self.cleaned_data
        upload = data.get("file")
        if upload and upload.size > kept.LARGEST:
            self.add_error("file", ValidationError(_("The file is larger than 20 MB."), code="too_large"))
        elif upload:
            self.found = kept.keep(upload, self.user)
        elif data.get("kept"):
            try:
                self.found = kept.find(data["kept"], self.user)
            except kept.Lost:
                self.add_error("file", _("The copy of the file is gone; choose the file again."))
        elif not self.has_error("file"):
            self.add_error("file", ValidationError(_("Choose a file."), code="required"))
        return data

    def source(self) -> Source:
        """The release, which a ValidationError refuses if it lacks something."""
        stated = {name: self.cleaned_data.get(name) or "" for name in STATED}
        assert self.found
        stated["title"] = stated["title"] or self.found.name
        return registered(Source(kind=Source.Kind.RELEASE, **stated))

    def reading(self) -> Reading:
        assert self.found
        given = {name: self.cleaned_data.get(name) or "" for name in GIVEN}
        return read(self.found.name, self.found.path, format=self.cleaned_data["format"], given=given)


class UploadMixin:
    """The two pages, for the admin of imports."""

    def upload_view(self, request: HttpRequest) -> HttpResponseBase:
        """The form; then the preview; then, if its digest comes back with the same fields, the import."""
        if not request.user.has_perm("trade.import_file"):
            raise PermissionDenied
        data = (request.POST, request.FILES) if request.method == "POST" else ()
        form = UploadForm(*data, user=request.user)
        # The source's own constraints speak when it is registered, for the release may be there already.
        form._validate_unique = False
        if request.method == "POST" and form.is_valid():
            try:
                source, reading = form.source(), form.reading()
            except ValidationError as error:
                add_errors(form, error)
            except Refused as refusal:
                form.add_error(_field_of(refusal), error_words(error_of(refusal)))
            else:
                return self._stream(request, form, source, reading)
        return self._form_page(request, form)

    def template_view(self, request: HttpRequest, kind: str) -> HttpResponse:
        """Our own layout as a file to fill in, with an example and, in a workbook, what each column means."""
        if not request.user.has_perm("trade.import_file"):
            raise PermissionDenied
        lines = template.form(import_words.example_label())
        if kind == "xlsx":
            answer = HttpResponse(template.as_xlsx(lines, import_words.template_notes()), content_type=XLSX)
        else:
            answer = HttpResponse(template.as_csv(lines), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="trade-template.{kind}"'
        return answer

    def _form_page(self, request: HttpRequest, form: UploadForm) -> HttpResponse:
        if form.found:
            form.data = form.data.copy()
            form.data["kept"] = form.found.word
        fieldset = helpers.AdminForm(form, list(form.fieldsets), {}, model_admin=self)
        answer = self._frame(
            request,
            "admin/trade/importbatch/upload.html",
            title=_("Import a file"),
            adminform=fieldset,
            form=form,
            errors=helpers.AdminErrorList(form, []),
            media=self.media + form.media,
            columns=import_words.template_columns(),
        )
        answer.status_code = 413 if form.is_too_large else 200
        return answer

    def _frame(self, request: HttpRequest, template: str, **context: Any) -> TemplateResponse:
        request.current_app = self.admin_site.name
        frame = {"opts": self.opts, "media": self.media} | context
        return TemplateResponse(request, template, self.admin_site.each_context(request) | frame)

    def _stream(self, request: HttpRequest, form: UploadForm, source: Source, reading: Reading) -> HttpResponseBase:
        is_import = "confirm" in request.POST
        # The page says «importing» while it is sent, also if it ends with another preview.
        title = _("Importing «%(file)s»") if is_import else _("Preview of «%(file)s»")
        assert form.found
        frame = self._frame(request, "admin/trade/importbatch/running.html", title=title % {"file": form.found.name})
        head, _here, tail = frame.render().content.decode().partition(HERE)
        parts = self._parts(request, form, source, reading, is_import, get_language())
        answer = StreamingHttpResponse(_joined(head, parts, tail))
        answer["X-Accel-Buffering"] = "no"
        return answer

    def _parts(
        self,
        request: HttpRequest,
        form: UploadForm,
        source: Source,
        reading: Reading,
        is_import: bool,
        language: Any,
        **context: Any,
    ) -> Iterator[str]:
        """What stands on the page from its middle on; the language of the request is over when this is asked.

        Whoever confirmed something else than the file would do now gets the preview of that.
        """
        memory: dict[str, Any] = {}

        def look(changes: BatchChanges) -> None:
            render_to_string("admin/trade/importbatch/_held.html", {"changes": changes, "memory": memory})
            memory["notes"] = notes_of_batch(changes.batch, has_lines=True)

        found = form.found
        assert found
        steps = import_steps(
            reading=reading,
            file_name=found.name,
            sha256=found.sha256,
            source=source,
            user=request.user,
            dry_run=not is_import,
            reason=form.cleaned_data["reason"],
            agreed=form.cleaned_data["agreed"] if is_import else None,
            before_undo=look,
        )
        context |= {"form": form, "kept": found.word, "is_import": is_import, "memory": memory}
        try:
            with closing(steps):
                for step in steps:
                    with override(language):
                        if isinstance(step, Outcome):
                            context |= {"outcome": step, "report": report_of_outcome(step)}
                            context["told"] = told(memory.get("notes", BatchNotes()), is_preview=True)
                        else:
                            part = render_to_string("admin/trade/importbatch/_step.html", {"rows": step})
                    if not isinstance(step, Outcome):
                        yield part
        except OtherThanAgreed:
            source, reading = form.source(), form.reading()
            yield from self._parts(request, form, source, reading, False, language, has_changed=True)
            return
        except (Refused, ValidationError) as error:
            with override(language):
                words = error_words(error_of(error)) if isinstance(error, Refused) else " ".join(error.messages)
                context["error"] = words
        with override(language):
            if is_import and "outcome" in context:
                found.drop()
                self.log_import(request, context["outcome"])
            whole = render_to_string("admin/trade/importbatch/_outcome.html", context, request)
        yield whole

    def log_import(self, request: HttpRequest, outcome: Outcome) -> None:
        batch = self.model.objects.get(pk=outcome.batch)
        self.log_addition(request, batch, [{"added": {}}])

    def done(self, request: HttpRequest, words: str) -> None:
        self.message_user(request, words, messages.SUCCESS)


def _field_of(refusal: Refused) -> str:
    """The field that was typed wrong, where it is not the file."""
    match refusal.code:
        case reasons.BAD_ASSUMPTION:
            name = refusal.detail.partition("=")[0]
        case reasons.GIVEN_CONTRADICTS:  # «2: flow X ≠ M»
            name = refusal.detail.partition(": ")[2].partition(" ")[0]
        case _:
            name = ""
    return name if name in GIVEN else "file"


def _joined(head: str, parts: Iterator[str], tail: str) -> Iterator[str]:
    yield head
    yield from parts
    yield tail
