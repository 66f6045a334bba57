"""Importing in the admin: choose a file, read what would change, confirm; and take an import back."""

from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from lxml import html

from tests.desk import admin_url, desk_of, errors_of, fields_of, text_of, typed
from tests.factories import make_observation, make_published_article
from trade.importing import kept
from trade.models import ImportBatch, Observation, Source
from trade.readers import template

pytestmark = pytest.mark.django_db
HEADER = "reporter,area,counterpart,flow,commodity,period,measure,unit,value"
URL = "trade_importbatch_upload"


@pytest.fixture(autouse=True)
def _var(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def desk():
    return desk_of("data editor")


def table(*lines: str, name: str = "trade.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, "\n".join((HEADER, *lines)).encode())


LINE = "KAZ,KAZ,CHN,X,TOTAL,2023,V,USD,{}"


class Shown:
    """A page that came in pieces, as the helpers of desks read pages."""

    def __init__(self, answer):
        self.status_code = answer.status_code
        self.content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        self.context = answer.context


def upload(desk, *lines: str, **fields):
    data = {"file": table(*lines), "format": "auto", "title": "Release", "publisher": "Office"} | fields
    return Shown(desk.post(admin_url(URL), data))


def confirm(desk, preview):
    return Shown(desk.post(admin_url(URL), typed(preview) | {"confirm": "1"}))


def test_a_preview_says_what_would_change_and_changes_nothing(desk):
    make_published_article(make_observation("KAZ.KAZ.CHN.X.TOTAL.V.USD"))
    preview = upload(desk, LINE.format(47_000_000_000), LINE.format(5).replace("2023", "2022"), LINE.format("much"))
    text = text_of(preview)
    for words in ("numbers read 3", "added 1", "revised 1", "refused 1", "41,000,000,000", "47,000,000,000", "much"):
        assert words in text
    assert "Would become:" in text
    assert "Importing" not in text
    assert (Observation.objects.count(), ImportBatch.objects.count()) == (1, 0)
    assert not Source.objects.filter(title="Release").exists()


def test_what_was_previewed_is_imported_when_it_is_confirmed(desk):
    preview = upload(desk, LINE.format(100), reason="annual revision")
    assert len(list(kept.folder().iterdir())) == 1
    done = confirm(desk, preview)
    batch = ImportBatch.objects.get()
    assert admin_url("trade_importbatch_change", batch.pk) in done.content.decode()
    assert (batch.added, batch.user, batch.source.title) == (1, desk.user, "Release")
    assert Observation.objects.get().recorded_by == desk.user
    assert list(kept.folder().iterdir()) == []


def test_a_mistake_in_another_field_does_not_cost_the_file(desk):
    refused = upload(desk, LINE.format(100), published="last year")
    assert set(errors_of(refused)) == {"published"}
    values = typed(refused, published="2024", file=None)
    preview = Shown(desk.post(admin_url(URL), values))
    assert "added 1" in text_of(preview)


@pytest.mark.parametrize("lost", ["removed", "changed", "of somebody else", "forged"])
def test_what_was_not_previewed_is_not_imported(desk, lost):
    preview = upload(desk, LINE.format(100))
    [copy] = kept.folder().iterdir()
    values = typed(preview) | {"confirm": "1"}
    match lost:
        case "removed":
            copy.unlink()
        case "changed":
            copy.write_bytes(table(LINE.format(200)).read())
        case "of somebody else":
            desk = desk_of("data editor")
        case "forged":
            values["kept"] = "x" + values["kept"][0][1:]
    answer = Shown(desk.post(admin_url(URL), values))
    assert errors_of(answer) == {"file": ["The copy of the file is gone; choose the file again."]}
    assert not ImportBatch.objects.exists()


def test_a_file_that_is_no_trade_table_is_refused_with_the_reason_and_everything_typed(desk):
    answer = upload(desk, file=SimpleUploadedFile("notes.csv", b"a,b\n1,2\n"))
    [reason] = errors_of(answer)["file"]
    assert "no columns by which trade can be told" in reason
    assert typed(answer)["title"] == ["Release"]
    assert not ImportBatch.objects.exists()


@pytest.mark.parametrize(("field", "value"), [("scale", "x"), ("flow", "ZZ"), ("reporter", "nonsense")])
def test_what_was_said_of_the_file_is_refused_at_its_own_field(desk, field, value):
    answer = upload(desk, LINE.format(100), **{field: value})
    [words] = errors_of(answer)[field]
    assert words == f"What was said about the file cannot be understood. — {field}={value}"
    assert typed(answer)["kept"] != [""]


@pytest.mark.parametrize(
    ("field", "value", "words"), [("flow", "M", "2: flow X ≠ M"), ("reporter", "CHN", "2: reporter KAZ ≠ CHN")]
)
def test_what_the_file_says_otherwise_is_refused_at_its_own_field_with_both(desk, field, value, words):
    answer = upload(desk, LINE.format(100), **{field: value})
    [error] = errors_of(answer)[field]
    assert error.endswith(words)
    assert typed(answer)["kept"] != [""]


def test_a_file_that_changes_nothing_says_so_before_and_after(desk):
    confirm(desk, upload(desk, LINE.format(100)))
    preview = upload(desk, LINE.format(100))
    assert "Importing the file would change nothing." in text_of(preview)
    assert "The file changed nothing." in text_of(confirm(desk, preview))
    assert "change nothing" not in text_of(upload(desk, LINE.format(101)))


def test_a_preview_that_was_confirmed_in_another_tab_is_not_imported_again(desk):
    preview = upload(desk, LINE.format(100))
    confirm(desk, preview)
    again = confirm(desk, preview)
    assert errors_of(again) == {"file": ["The copy of the file is gone; choose the file again."]}
    assert ImportBatch.objects.count() == 1


@pytest.mark.parametrize("meanwhile", [LINE.format(100), LINE.format(99)])
def test_what_would_be_something_else_by_now_is_shown_again_before_it_is_imported(desk, meanwhile):
    preview = upload(desk, LINE.format(100))
    confirm(desk, upload(desk, meanwhile, title="Another release"))
    changed = confirm(desk, preview)
    assert "what is recorded has changed since the preview" in text_of(changed)
    assert "What would change" in text_of(changed)
    assert (ImportBatch.objects.count(), Observation.objects.count()) == (1, 1)
    assert "Imported" in text_of(confirm(desk, changed))
    assert Observation.objects.current().get().value == 100


def test_nothing_is_imported_that_was_not_previewed(desk):
    values = typed(upload(desk, LINE.format(100))) | {"confirm": "1", "agreed": ""}
    assert "What would change" in text_of(Shown(desk.post(admin_url(URL), values)))
    assert not ImportBatch.objects.exists()


def test_whoever_is_logged_out_meanwhile_imports_nothing_and_keeps_the_file(desk):
    values = typed(upload(desk, LINE.format(100))) | {"confirm": "1"}
    desk.logout()
    assert desk.post(admin_url(URL), values).status_code == 302
    assert not ImportBatch.objects.exists()
    desk.force_login(desk.user)
    assert "added 1" in text_of(Shown(desk.post(admin_url(URL), values)))
    assert ImportBatch.objects.count() == 1


def test_a_file_beyond_the_limit_is_answered_with_413(desk, monkeypatch):
    monkeypatch.setattr(kept, "LARGEST", 100)
    answer = upload(desk, *[LINE.format(n) for n in range(10)])
    assert (answer.status_code, errors_of(answer)["file"]) == (413, ["The file is larger than 20 MB."])


@pytest.mark.django_db(transaction=True)
def test_a_page_that_is_closed_before_its_end_imports_nothing(desk):
    lines = [LINE.format(n).replace("TOTAL", f"H6-{100_000 + n}") for n in range(10_001)]
    values = typed(upload(desk, *lines)) | {"confirm": "1"}
    answer = desk.post(admin_url(URL), values)
    pieces = iter(answer.streaming_content)
    assert b"<main" in next(pieces)
    assert b"10,000 numbers read" in next(pieces)
    answer.close()
    assert not ImportBatch.objects.exists()
    assert not Observation.objects.exists()


def test_an_import_shows_what_was_refused_to_whoever_reads_it_later(desk):
    confirm(desk, upload(desk, LINE.format(100), LINE.format("much")))
    page = desk_of("editor").get(admin_url("trade_importbatch_change", ImportBatch.objects.get().pk))
    text = text_of(page)
    assert "much" in text
    assert "This is no number." in text


def test_an_import_is_taken_back_for_a_reason(desk):
    confirm(desk, upload(desk, LINE.format(100)))
    batch = ImportBatch.objects.get()
    url = admin_url("trade_importbatch_roll_back", batch.pk)
    assert url in desk.get(admin_url("trade_importbatch_change", batch.pk)).content.decode()
    assert "reason" in errors_of(desk.post(url, {"reason": " "}))
    answer = desk.post(url, {"reason": "wrong file"})
    undone = batch.rolled_back_by
    assert answer.headers["Location"] == admin_url("trade_importbatch_change", undone.pk)
    assert (undone.withdrawn, undone.reason, undone.user) == (1, "wrong file", desk.user)
    assert url not in desk.get(admin_url("trade_importbatch_change", batch.pk)).content.decode()
    assert "rolled back before" in text_of(desk.post(url, {"reason": "again"}))


def test_pages_are_whole_and_have_no_code_in_them(desk):
    preview = upload(desk, LINE.format(100))
    page = html.fromstring(preview.content.decode())
    assert len(page.xpath("//main//form")) == 1
    assert page.xpath("//script[not(@src)] | //style | //@style") == []
    assert fields_of(desk.get(admin_url(URL))) >= {"file", "title", "published", "unit"}


def rows_of(page, heading: str) -> list[tuple[str, list[str]]]:
    """The class and the cells of each row of the table below *heading*."""
    [table] = html.fromstring(page.content.decode()).xpath(f'//section[@aria-labelledby="{heading}"]//table')
    return [
        (row.get("class") or "", [" ".join(cell.text_content().split()) for cell in row.xpath("./td")])
        for row in table.xpath("./tbody/tr")
    ]


def test_a_preview_lists_and_marks_first_what_disappears_and_what_is_a_thousand_times_off(desk):
    old = [LINE.format(1_550_000_000_000).replace("2023", str(year)) for year in (2020, 2021, 2022)]
    confirm(desk, upload(desk, *old))
    new = (1_550_100_000_000, 1_550_000_000, "..")
    lines = [LINE.format(value).replace("2023", str(year)) for year, value in zip((2020, 2021, 2022), new, strict=True)]
    preview = upload(desk, *lines, title="Later", reason="annual revision")
    expected = [
        ("tint tint--disputed", ["4", "KAZ.KAZ.CHN.X.TOTAL.V.USD", "2022", "1,550,000,000,000", "disappears", "—"]),
        (
            "tint tint--disputed",
            ["3", "KAZ.KAZ.CHN.X.TOTAL.V.USD", "2021", "1,550,000,000,000", "1,550,000,000", "÷1,000"],
        ),
        ("", ["2", "KAZ.KAZ.CHN.X.TOTAL.V.USD", "2020", "1,550,000,000,000", "1,550,100,000,000", "≈ 1"]),
    ]
    assert rows_of(preview, "revisions-title") == expected
    assert "revised 3 of these without a value from now on 1 unchanged 0" in text_of(preview)
    confirm(desk, preview)
    batch = ImportBatch.objects.get(source__title="Later")
    page = desk.get(admin_url("trade_importbatch_change", batch.pk))
    assert rows_of(page, "revisions-title") == expected
    assert "Reason for revisions: annual revision" in text_of(page)
    assert "Reason of the roll-back" not in text_of(page)


def test_the_unit_of_a_file_is_said_once(desk):
    text = text_of(upload(desk, LINE.format(100)))
    assert "Units USD" in text
    assert "Unit USD" not in text


# -- the page and the list of imports ------------------------------------------------------------------------------
def test_an_import_says_only_the_reasons_that_there_are(desk):
    confirm(desk, upload(desk, LINE.format(100)))
    batch = ImportBatch.objects.get()
    assert "Reason" not in text_of(desk.get(admin_url("trade_importbatch_change", batch.pk)))
    desk.post(admin_url("trade_importbatch_roll_back", batch.pk), {"reason": "wrong file"})
    page = text_of(desk.get(admin_url("trade_importbatch_change", batch.rolled_back_by.pk)))
    assert "Reason of the roll-back: wrong file" in page
    assert "Reason for revisions" not in page


@pytest.mark.parametrize(("role", "links"), [("data editor", 0), ("administrator", 1)])
def test_the_user_of_an_import_is_a_link_for_whoever_may_follow_it(desk, role, links):
    confirm(desk, upload(desk, LINE.format(100)))
    other = desk_of(role)
    page = other.get(admin_url("trade_importbatch_change", ImportBatch.objects.get().pk))
    found = html.fromstring(page.content.decode()).xpath(f'//main//a[contains(@href, "/auth/user/{desk.user.pk}/")]')
    assert desk.user.username in text_of(page)
    assert len(found) == links
    assert all(other.get(link.get("href")).status_code == 200 for link in found)


def test_the_list_tells_rollbacks_and_what_they_took_back_from_other_imports(desk):
    earlier, later = two_imports(desk)
    desk.post(admin_url("trade_importbatch_roll_back", later.pk), {"reason": "wrong file"})
    page = html.fromstring(desk.get(admin_url(LIST)).content.decode())
    cells = [" ".join(cell.text_content().split()) for cell in page.xpath('//*[contains(@class, "field-file")]')]
    assert cells == ["roll-back: trade.csv", "trade.csv taken back our template", "trade.csv our template"]
    assert page.xpath('//nav[@id="changelist-filter"]//a[@href="?format=template"]/text()') == ["our template"]
    ImportBatch.objects.filter(pk=earlier.pk).update(format="wits")
    some = html.fromstring(desk.get(admin_url(LIST), {"format": "wits"}).content.decode())
    assert len(some.xpath('//*[contains(@class, "field-file")]')) == 1


@pytest.mark.parametrize(("role", "links"), [("data editor", 1), ("editor", 0)])
def test_the_first_page_leads_whoever_may_import_to_it(role, links):
    page = html.fromstring(desk_of(role).get(admin_url("index")).content.decode())
    assert len(page.xpath(f'//main//a[@href="{admin_url(URL)}"]')) == links


# -- the template -------------------------------------------------------------------------------------------------
def test_the_template_is_explained_and_offered_where_a_file_is_chosen(desk):
    page = desk.get(admin_url(URL))
    [fold] = html.fromstring(page.content.decode()).xpath("//main//details")
    assert fold.get("open") is None
    assert [row.text_content() for row in fold.xpath(".//tbody//th")] == list(template.COLUMNS)
    for kind in ("csv", "xlsx"):
        assert fold.xpath(f'.//a[@href="{admin_url(f"trade_importbatch_template_{kind}")}"]')


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_template_is_imported_as_it_was_handed_out_and_told_to_be_an_example(desk, kind):
    handed_out = desk.get(admin_url(f"trade_importbatch_template_{kind}"))
    assert handed_out["Content-Disposition"] == f'attachment; filename="trade-template.{kind}"'
    preview = upload(desk, file=SimpleUploadedFile(f"trade-template.{kind}", handed_out.content))
    assert "The example of the template was read as a number; take its line out" in text_of(preview)
    confirm(desk, preview)
    assert Observation.objects.get().value == 1_234_500


def test_the_template_with_another_line_in_place_of_the_example_is_imported(desk):
    book = openpyxl.load_workbook(BytesIO(desk.get(admin_url("trade_importbatch_template_xlsx")).content))
    cells = dict(zip(template.COLUMNS, book["trade"][2], strict=True))
    cells["value"].value, cells["period"].value, cells["note"].value = 7.5, "2023-12", "my remark"
    file = BytesIO()
    book.save(file)
    preview = upload(desk, file=SimpleUploadedFile("filled.xlsx", file.getvalue()))
    assert "example of the template" not in text_of(preview)
    confirm(desk, preview)
    assert Observation.objects.get().value == 7_500


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "The header lacks columns of our template — area, counterpart"),
        ("ru", "В заголовке не хватает столбцов нашего шаблона — area, counterpart"),
        ("kk", "Тақырып жолында біздің үлгінің бағандары жетіспейді — area, counterpart"),
        ("zh-hans", "表头缺少本站模板的列 — area, counterpart"),
    ],
)
def test_a_file_that_is_nearly_the_template_is_told_which_columns_it_lacks(desk, language, words):
    lines = b"reporter,partner,flow,period,commodity,value,unit\nKAZ,CHN,X,2023,TOTAL,5,USD\n"
    for layout in ("auto", "template"):
        answer = desk.post(
            admin_url(URL),
            {"file": SimpleUploadedFile("mine.csv", lines), "format": layout, "title": "Release"},
            headers={"accept-language": language},
        )
        assert errors_of(answer)["file"] == [words]
        assert html.fromstring(answer.content.decode()).xpath("//main//details/@open")


# -- several from the list ----------------------------------------------------------------------------------------
LIST = "trade_importbatch_changelist"


def two_imports(desk) -> list[ImportBatch]:
    confirm(desk, upload(desk, LINE.format(100)))
    confirm(desk, upload(desk, LINE.format(200), title="Later"))
    return list(ImportBatch.objects.order_by("pk"))


def choose(desk, batches, **fields):
    data = {"action": "take_back", "_selected_action": [batch.pk for batch in batches]} | fields
    return desk.post(admin_url(LIST), data)


def test_several_imports_are_taken_back_from_the_list_after_a_page_that_asks(desk):
    make_published_article(make_observation("KAZ.KAZ.CHN.X.TOTAL.V.USD"))
    batches = two_imports(desk)
    assert "Take the chosen imports back" in text_of(desk.get(admin_url(LIST)))
    page = choose(desk, batches)
    words = text_of(page)
    for batch in batches:
        assert f'href="{admin_url("trade_importbatch_change", batch.pk)}"' in page.content.decode()
    assert "0 1 1 1" in words
    assert ImportBatch.objects.count() == 2
    assert "reason" in errors_of(choose(desk, batches, confirm="1", reason=" "))
    values = typed(page, reason="wrong files") | {"confirm": "1"}
    answer = desk.post(admin_url(LIST), values, follow=True)
    assert "2 values were taken back." in answer.content.decode()
    undone = ImportBatch.objects.filter(rolls_back__isnull=False).order_by("pk")
    assert [batch.rolls_back for batch in undone] == batches[::-1]
    assert {(batch.reason, batch.user) for batch in undone} == {("wrong files", desk.user)}
    assert Observation.objects.current().get().value == 41_000_000_000


def test_none_is_taken_back_from_the_list_if_one_cannot_be(desk):
    earlier, later = two_imports(desk)
    answer = choose(desk, [earlier], confirm="1", reason="wrong file")
    assert "A later import changed values" in text_of(answer)
    choose(desk, [later], confirm="1", reason="wrong file")
    answer = desk.post(
        admin_url(LIST),
        {"action": "take_back", "_selected_action": [earlier.pk, later.pk], "confirm": "1", "reason": "again"},
        follow=True,
    )
    assert "cannot be taken back" in answer.content.decode()
    assert ImportBatch.objects.count() == 3


@pytest.mark.parametrize("role", ["editor", None])
def test_who_may_not_import_may_not_take_back_from_the_list(desk, role):
    batches = two_imports(desk)
    other = desk_of(role)
    assert "take_back" not in other.get(admin_url(LIST)).content.decode()
    choose(other, batches, confirm="1", reason="wrong file")
    assert ImportBatch.objects.count() == 2


def test_the_page_of_one_import_says_what_it_bears_on(desk):
    make_published_article(make_observation("KAZ.KAZ.CHN.X.TOTAL.V.USD"))
    confirm(desk, upload(desk, LINE.format(100)))
    page = desk.get(admin_url("trade_importbatch_roll_back", ImportBatch.objects.get().pk))
    assert "0 1 1 1" in text_of(page)


def test_all_revisions_of_an_import_are_listed_a_page_at_a_time(desk, django_assert_max_num_queries):
    years = range(1900, 2005)
    confirm(desk, upload(desk, *(LINE.format(1000 + year).replace("2023", str(year)) for year in years)))
    lines = [LINE.format(2000 + year).replace("2023", str(year)) for year in years]
    confirm(desk, upload(desk, *lines, LINE.format(7), title="Newer"))
    batch = ImportBatch.objects.latest("pk")
    url = admin_url("trade_importbatch_revised", batch.pk)
    assert url in desk.get(admin_url("trade_importbatch_change", batch.pk)).content.decode()

    with django_assert_max_num_queries(12):
        first = text_of(desk.get(url))
    second = text_of(desk.get(url, {"page": "2"}))

    assert "In all: 105" in first
    assert "Page 1 of 2" in first
    assert ("2,900 3,900" in first, "2,900 3,900" in second) == (True, False)
    assert ("3,004 4,004" in first, "3,004 4,004" in second) == (False, True)
    assert text_of(desk.get(url, {"page": "nonsense"})) == first
