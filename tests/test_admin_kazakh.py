"""An editor who works in Kazakh meets no English of Django's: its own catalogue has gaps, ours fills them."""

from functools import cache
from pathlib import Path

import django
import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from django.contrib import admin
from django.urls import reverse
from django.utils import translation
from lxml import html

from tests.catalogues import MARKUP, PLACEHOLDER, ROOT, key_of, translations

DJANGO = Path(django.__file__).parent
OURS = ROOT / "config" / "locale" / "django" / "kk" / "LC_MESSAGES" / "django.po"
APPS = ("contrib/admin", "contrib/auth")
# Pages that this site has not: passwords are not reset by mail.
UNREACHED = ("reset", "forgotten your password", "you’ve forgotten", "emailed you instructions", "receive an email")


def read(path: Path, locale: str) -> list[Message]:
    with path.open("rb") as file:
        return [message for message in read_po(file, locale=locale) if message.id]


@cache
def english_of(app: str) -> list[Message]:
    return read(DJANGO / app / "locale" / "en" / "LC_MESSAGES" / "django.po", "en")


@pytest.mark.parametrize("app", APPS)
def test_everything_that_the_admin_says_has_kazakh_words(app):
    with translation.override("kk"):
        left = [
            one
            for context, one in map(key_of, english_of(app))
            if one == (translation.pgettext(context, one) if context else translation.gettext(one))
        ]
    words = [one for one in left if any(letter.isalpha() for letter in PLACEHOLDER.sub("", one).replace("%s", ""))]
    assert [one for one in words if not any(part in one.lower() for part in UNREACHED)] == []


def test_our_words_keep_what_django_puts_into_them():
    def fixed(text):
        return sorted(PLACEHOLDER.findall(text)), sorted(MARKUP.findall(text))

    for message in read(OURS, "kk"):
        for text in translations(message):
            assert fixed(text) == fixed(key_of(message)[1]), text
            assert not message.fuzzy


def test_we_translate_only_what_django_says():
    said = {key_of(m) for app in (*APPS, "contrib/contenttypes", "conf") for m in english_of(app)}
    assert {key_of(message) for message in read(OURS, "kk")} <= said


def test_no_page_of_the_admin_shows_djangos_english(admin_client, seeded):
    english = {key_of(message)[1] for app in (*APPS, "conf") for message in english_of(app)}
    english = {text for text in english if (len(text) > 3 and " " in text) or text in ("Close", "View", "Summary")}
    paths = [reverse("admin:index"), reverse("admin:password_change")]
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        paths += [reverse(f"{name}_changelist"), reverse(f"{name}_add")]
    shown = []
    for path in paths:
        response = admin_client.get(path, headers={"Accept-Language": "kk"})
        if response.status_code != 200:
            continue  # what nobody may add by hand
        page = html.fromstring(response.content)
        texts = {text.strip() for text in page.xpath("//text()[not(parent::script or parent::style)]")}
        texts |= set(page.xpath("//@title | //@aria-label | //@placeholder | //input[@type='submit']/@value"))
        shown += [(path, text) for text in texts & english]
        assert page.get("lang") == "kk"
    assert shown == []
