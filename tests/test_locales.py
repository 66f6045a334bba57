"""The four catalogues say everything the code says, each in its own script; no page mixes in our English."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

import pytest
from django.conf import settings
from django.urls import Resolver404, get_resolver, resolve
from django.utils import translation
from lxml import html

from tests.catalogues import (
    MARKUP,
    PLACEHOLDER,
    catalogue,
    compiled,
    in_the_code,
    key_of,
    messages,
    originals,
    pairs,
    translations,
    words_of,
)

LOCALES = ("ru", "kk", "en", "zh_Hans")
TRANSLATIONS = ("ru", "kk", "zh_Hans")
LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*")
NAMES = {"APA", "BibTeX", "GOST", "R", "M49", "Sverka", "UUID"}
RUSSIAN = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
LETTERS = {"ru": RUSSIAN, "kk": RUSSIAN | frozenset("әғқңөұүһі")}
HAN = re.compile(r"[\u4e00-\u9fff]")
# A noun may follow a number after a hyphen («3-нұсқа»); a case ending never does, for it depends on the number.
GLUED = re.compile(r"%\(\w+\)[sd](?!-нұсқа)-?[а-яәғқңөұүһі]")


def has_words(text: str) -> bool:
    """Something to translate: more than codes and placeholders."""
    return any(len(word) > 2 and not word.isupper() for word in LATIN_WORD.findall(words_of(text)))


@pytest.mark.parametrize("locale", LOCALES)
def test_a_catalogue_holds_exactly_what_the_code_says(locale):
    held = {key_of(message) for message in messages(locale)}
    assert held - in_the_code() == set(), "run `make messages`"
    assert in_the_code() - held == set(), "run `make messages` and translate these"


@pytest.mark.parametrize("locale", LOCALES)
def test_every_message_is_translated_and_none_is_a_guess(locale):
    assert [m.id for m in messages(locale) if not all(translations(m))] == []
    assert [m.id for m in messages(locale) if m.fuzzy] == []
    assert not catalogue(locale).fuzzy
    assert not catalogue(locale).obsolete


@pytest.mark.parametrize("locale", LOCALES)
def test_catalogues_compile(locale):
    """`pybabel compile` reports exactly these errors."""
    assert [(message.id, errors) for message, errors in catalogue(locale).check()] == []
    assert compiled(locale)


@pytest.mark.parametrize("locale", LOCALES)
def test_translations_keep_the_placeholders_and_the_markup(locale):
    def fixed(text):
        return sorted(PLACEHOLDER.findall(text)), sorted(MARKUP.findall(text))

    assert [(english, text) for english, text in pairs(locale) if fixed(english) != fixed(text)] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_translations_end_as_the_english_does(locale):
    """A sentence stays a sentence, a label stays a label."""
    ends = {".": ".。", ":": ":：", "?": "?？", "…": "…"}

    def same_end(english, text):
        expected = ends.get(english[-1])
        return text[-1] in expected if expected else text[-1] not in ".。:：?？…"

    assert [(english, text) for english, text in pairs(locale) if not same_end(english, text)] == []


# -- scripts -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("locale", TRANSLATIONS)
def test_nothing_is_left_in_english(locale):
    """A translation that is the same as the English has no word in it, only names and codes."""
    same = {text for english, text in pairs(locale) if text == english}
    assert [text for text in same if set(LATIN_WORD.findall(words_of(text))) - NAMES] == []


@pytest.mark.parametrize("locale", TRANSLATIONS)
def test_latin_words_come_from_the_english(locale):
    """Codes, formats and examples stay as they are; a Latin word of the translator's own is a mistake."""

    def foreign(english, text):
        return set(LATIN_WORD.findall(words_of(text).lower())) - set(LATIN_WORD.findall(english.lower()))

    explained = {"billion"}  # 410亿 says nothing of its last digit; 41 billion does
    assert [(text, words) for english, text in pairs(locale) if (words := foreign(english, text) - explained)] == []


@pytest.mark.parametrize("locale", ["ru", "kk"])
def test_cyrillic_words_have_no_letter_of_another_alphabet(locale):
    """A Latin «c» in «срок» looks right, and neither search nor a screen reader finds it."""

    def strange(text):
        for word in re.findall(r"\w+", words_of(text)):
            letters = {letter for letter in word.lower() if letter.isalpha()}
            if letters - LETTERS[locale] and not re.fullmatch(r"[\x00-\x7f]+", word):
                yield word

    assert [(text, found) for _english, text in pairs(locale) if (found := list(strange(text)))] == []


@pytest.mark.parametrize("locale", TRANSLATIONS)
def test_translations_are_in_the_script_of_their_language(locale):
    letters = LETTERS.get(locale, ())
    script = re.compile(f"[{''.join(sorted(letters))}№]", re.IGNORECASE) if letters else HAN
    foreign = [text for english, text in pairs(locale) if has_words(english) and not script.search(text)]
    assert [text for text in foreign if set(LATIN_WORD.findall(words_of(text))) - NAMES] == []


def test_kazakh_is_not_russian():
    """The Kazakh words differ from the Russian ones, but for what both languages borrow."""
    russian = {key_of(message): translations(message)[0] for message in messages("ru")}
    same = {text for message in messages("kk") for text in translations(message) if text == russian[key_of(message)]}
    assert [text for text in same if len(re.findall("[а-яё]{2,}", text, re.IGNORECASE)) > 2] == []


def test_no_kazakh_ending_depends_on_what_a_placeholder_holds():
    assert [text for _english, text in pairs("kk") if GLUED.search(text)] == []


def test_chinese_punctuation_is_full_width_and_unspaced():
    bad = re.compile(r"[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]|[\u4e00-\u9fff] +[\u4e00-\u9fff]|[«»]")
    assert [text for _english, text in pairs("zh_Hans") if bad.search(text)] == []


def test_english_is_typeset():
    assert [text for _english, text in pairs("en") if re.search(r"[«»']| - ", words_of(text))] == []


# -- plurals -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("locale", "count", "words"),
    [
        ("ru", 1, "1 цифра"),
        ("ru", 2, "2 цифры"),
        ("ru", 5, "5 цифр"),
        ("ru", 0, "0 цифр"),
        ("ru", 11, "11 цифр"),
        ("ru", 12, "12 цифр"),
        ("ru", 21, "21 цифра"),
        ("ru", 104, "104 цифры"),
        ("ru", 111, "111 цифр"),
        ("kk", 1, "1 цифр"),
        ("kk", 5, "5 цифр"),
        ("en", 1, "1 figure"),
        ("en", 0, "0 figures"),
        ("zh_Hans", 1, "1个数字"),
        ("zh_Hans", 5, "5个数字"),
    ],
)
def test_counts_agree_with_their_noun(locale, count, words):
    form = compiled(locale).ngettext("%(count)d figure", "%(count)d figures", count)
    assert form % {"count": count} == words


@pytest.mark.parametrize(("locale", "forms"), [("ru", 3), ("kk", 2), ("en", 2), ("zh_Hans", 1)])
def test_plural_messages_have_every_form(locale, forms):
    plural = [message for message in messages(locale) if isinstance(message.id, tuple)]
    assert catalogue(locale).num_plurals == forms
    assert {len(translations(message)) for message in plural} == {forms}


# -- pages -------------------------------------------------------------------------------------------------------
# Types of pages with no record in the seed, drafts, and pictures, to which no link leads.
UNREACHED = {
    "trade:commodity",
    "articles:diff",
    "articles:draft",
    "events:organisation",
    "articles:card",
    "trade:pair_card",
}
TAGS = {"ru": "ru", "kk": "kk", "zh-hans": "zh-Hans"}
EACH = 3  # pages of a type: types differ more than the records of one
UNREAD = {"script", "style", "code", "pre"}
SPOKEN = ("aria-label", "alt", "title", "data-label", "placeholder", "content")


@cache
def our_english() -> re.Pattern[str]:
    """Any of our English strings in full, with something in the place of each placeholder."""
    same = {text for locale in TRANSLATIONS for english, text in pairs(locale) if text == english}
    texts = {english for message in messages("en") for english in (*originals(message), *translations(message))}
    readable = (text for text in texts - same if has_words(text))
    return re.compile("|".join(f"(?:{as_pattern(text)})" for text in sorted(readable)), re.IGNORECASE)


def as_pattern(text: str) -> str:
    return ".+?".join(re.escape(" ".join(part.split())) for part in PLACEHOLDER.split(text))


def spoken(document, language: str) -> Iterator[str]:
    """The texts that a reader of *language* meets, but for what is marked as another language."""
    for element in document.iter():
        if not isinstance(element.tag, str) or {element.tag, *(e.tag for e in element.iterancestors())} & UNREAD:
            continue
        if language_of(element) == language:
            yield from (element.text or "", *(element.get(name, "") for name in SPOKEN))
        if element.tail and language_of(element.getparent()) == language:
            yield element.tail


def language_of(element) -> str | None:
    return next((e.get("lang") for e in (element, *element.iterancestors()) if e.get("lang")), None)


def crawl(client, code: str) -> Iterator[tuple[str, str, html.HtmlElement]]:
    """(name, address, document) of a few pages of each type in one language, found by their links."""
    waiting, visits = [f"/{code}/", f"/{code}/topics/trade/"], {}
    known = set(waiting)
    while waiting:
        address = waiting.pop(0)
        name = name_of(address)
        visits[name] = visits.get(name, 0) + 1
        if visits[name] > EACH:
            continue
        document = html.fromstring(client.get(address).content)
        yield name, address, document
        links = {link.split("#")[0] for link in document.xpath("//a/@href")}
        new = sorted(link for link in links - known if link.startswith(f"/{code}/") and "format=" not in link)
        known |= set(new)
        waiting += new


def name_of(address: str) -> str:
    try:
        return resolve(address.split("?")[0]).view_name
    except Resolver404:
        return "none"


def page_types() -> Iterable[str]:
    """The names of the pages in a language: all but feeds, the API and the admin."""
    resolver = get_resolver()
    for space in ("trade", "events", "articles"):
        names = resolver.namespace_dict[space][1].reverse_dict
        yield from (f"{space}:{name}" for name in names if isinstance(name, str))


def test_each_language_of_the_site_is_read():
    assert {*TAGS, "en"} == set(dict(settings.LANGUAGES))


@pytest.mark.parametrize("code", TAGS)
def test_no_page_shows_our_english(client, seeded, code):
    translation.activate(code)
    english, shown, visited = our_english(), [], set()
    for name, address, document in crawl(client, code):
        visited.add(name)
        texts = {" ".join(text.split()) for text in spoken(document, TAGS[code])}
        shown += [(address, text) for text in texts if english.fullmatch(text.strip(".,:;()· "))]
    assert shown == []
    assert set(page_types()) - visited == UNREACHED


@pytest.mark.parametrize("code", TAGS)
@pytest.mark.parametrize("path", ["nowhere/", "articles/?section=nonsense", "trade/?format=nonsense"])
def test_no_error_shows_our_english(client, seeded, code, path):
    document = html.fromstring(client.get(f"/{code}/{path}").content)
    texts = {" ".join(text.split()) for text in spoken(document, TAGS[code])}
    assert document.get("lang") == TAGS[code]
    assert [text for text in texts if our_english().fullmatch(text)] == []


def test_an_english_page_would_be_noticed(client, seeded):
    texts = {" ".join(text.split()) for text in spoken(html.fromstring(client.get("/en/").content), "en")}
    assert {"Trade", "Events", "Skip to the content"} <= {text for text in texts if our_english().fullmatch(text)}
