"""What a body may hold, in which spelling, and which of its marks are one figure."""

import re
from pathlib import Path
from time import perf_counter
from uuid import UUID, uuid4

import pytest
from django.contrib.staticfiles import finders
from hypothesis import given
from hypothesis import strategies as st

from articles.richtext import ATTRIBUTES, TAGS, clean, marks, plain, with_own_keys, write_mark

FIRST, SECOND = UUID(int=1), UUID(int=2)
MODULES = Path(__file__).resolve().parents[2] / "articles" / "static" / "articles" / "editor"


def mark(words: str, key: UUID | None = FIRST) -> str:
    return write_mark(key, "41", words) if key else f'<data value="41">{words}</data>'


# -- cleaning


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("<style>p { color: red }</style><p>Text</p>", "<p>Text</p>"),
        ("<html><head><title>Doc</title></head><body lang=RU><p>Text</p></body></html>", "<p>Text</p>"),
        ("<!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]--><p>Text</p>", "<p>Text</p>"),
        ("<xml><w:View>Normal</w:View></xml><p>Text</p>", "<p>Text</p>"),
        ('<p class=MsoNormal style="margin:0" onclick="x()">Text<o:p></o:p></p>', "<p>Text</p>"),
        ("<p><o:p>&nbsp;</o:p></p><p>Text</p>", "<p>Text</p>"),
        ('<p><font face="Arial"><span lang="ru-RU">Text</span></font></p>', "<p>Text</p>"),
        ('<p><a href="javascript:alert(1)">Text</a></p>', "<p><a>Text</a></p>"),
        ('<p><a href="https://example.org/" target="_blank" rel="x">Text</a></p>', None),
        ('<p><img src="x" onerror="alert(1)">Text</p>', "<p>Text</p>"),
        ("<p>Text</p><svg><script>alert(1)</script></svg>", "<p>Text</p>"),
        ('<p><data value="41" data-claim="x" onclick="y()" style="z">Text</data></p>', None),
    ],
)
def test_what_a_word_processor_adds_is_dropped_and_the_words_are_kept(pasted, kept):
    cleaned = clean(pasted)
    assert plain(cleaned) == "Text"
    assert kept is None or cleaned == kept
    assert not re.search(r"style|onclick|onerror|mso|o:p|target", cleaned, re.IGNORECASE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>One.</p>\n<p>Two.</p>", "<p>One.</p><p>Two.</p>"),
        ("<p>One.</p>\n<p>Two.</p>", "\r\n<p> One.\r\n</p>\r\n\r\n<p>Two.</p>\r\n"),
        ("<p>One two.</p>", "<p>One \n  two.</p>"),
        ("<ul><li>One</li><li>Two</li></ul>", "<ul>\n<li><p>One</p></li>\n<li>Two\n</li></ul>"),
        ("<ul><li>One<ul><li>Two</li></ul></li></ul>", "<ul><li><p>One</p><ul><li><p>Two</p></li></ul></li></ul>"),
        ("<p>One.</p>", "<p></p><p>One.</p><p> <br>&nbsp;</p><h2></h2>"),
        ("<p>One.</p>\n<p>Two.</p>", "<p>One.</p> <p></p> <p></p> <p>Two.</p>"),
        ("Bare\n<p>One.</p>\nwords", "Bare <p>One.</p> words"),
        (
            '<p><a href="https://example.org/" hreflang="en" lang="en">One</a></p>',
            '<p><a lang="en" href="https://example.org/" hreflang="en">One</a></p>',
        ),
        (f"<p>{mark('41')}</p>", f'<p><data data-claim="{FIRST}" value="41">41</data></p>'),
    ],
)
def test_equal_texts_have_one_spelling(one, other):
    assert clean(other) == one
    assert clean(one) == one


def test_what_says_something_is_no_matter_of_spelling():
    for html in (
        '<p lang="kk">One</p>',
        "<p>One<br>two</p>",
        "<ol><li><p>One</p><p>Two</p></li></ol>",
        '<ol><li><p lang="kk">One</p></li></ol>',
        "<blockquote><p>One</p><p>Two</p></blockquote>",
        "<p>　Два&nbsp;слова</p>",
    ):
        assert clean(html) == html


pieces = st.sampled_from(
    [f"<{tag}>" for tag in sorted(TAGS)]
    + [f"</{tag}>" for tag in sorted(TAGS)]
    + [f'<{tag} {name}="x">' for tag, names in sorted(ATTRIBUTES.items()) for name in sorted(names)]
    + [" ", "\n", "word", "&nbsp;", "<script>", "<b>", "&lt;p&gt;", "<p></p>", "<br>"]
)


@given(st.lists(pieces, max_size=30).map("".join))
def test_a_clean_text_is_clean_for_good(html):
    once = clean(html)
    assert clean(once) == once
    assert plain(once).split() == plain(clean(f"{html} ")).split()


@pytest.mark.parametrize("unit", ["<li><p>a</p></li>", "<p></p> ", "<p>&nbsp;", " \n", "<p><br>", f"{mark('41')} "])
def test_a_megabyte_is_cleaned_and_keyed_in_seconds(unit):
    """Quadratic time would be minutes."""
    html = unit * (1_000_000 // len(unit))
    started = perf_counter()
    with_own_keys(clean(html))
    assert perf_counter() - started < 15


# -- keys


@pytest.mark.parametrize(
    "pieces",
    [
        (f"{mark('41')}<strong>{mark(' billion')}</strong>",),
        (f"<strong>{mark('4')}</strong>{mark('1')}",),
        (f"{mark('41')}</p>", f"<p>{mark('billion')}"),
        (f"{mark('41')}{mark(' ')}{mark('billion')}",),
    ],
    ids=["bold end", "bold start", "new paragraph", "a space alone"],
)
def test_pieces_with_nothing_but_markup_between_them_are_one_figure(pieces):
    html = with_own_keys(f"<p>It was {''.join(pieces)} dollars.</p>")
    assert {found.uuid for found in marks(html)} == {FIRST}


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{mark('41')} and {mark('41')}</p>",
        f"<p>{mark('41')}</p><p>Words.</p><p>{mark('42')}</p>",
        f"<ul><li>{mark('41')}</li><li>{mark('41')}</li></ul>",
    ],
    ids=["in one sentence", "further down", "the same words next to it"],
)
def test_a_key_that_comes_back_is_a_copy_and_gets_a_key_of_its_own(html):
    first, second = marks(with_own_keys(html))
    assert first.uuid == FIRST
    assert second.uuid not in (FIRST, None)


def test_the_copy_of_a_split_figure_stays_one_figure():
    split = f"{mark('41')}<strong>{mark(' billion')}</strong>"
    found = marks(with_own_keys(f"<p>{split} or {split}</p>"))
    assert [figure.quote for figure in found] == ["41 billion", "41 billion"]


def test_marks_without_a_key_or_with_one_that_is_taken_get_fresh_keys():
    html = f"<p>{mark('41', None)}{mark('42', None)} {mark('43', SECOND)}</p>"
    found = marks(with_own_keys(html, taken={SECOND}))
    assert [figure.quote for figure in found] == ["41", "42", "43"]
    assert not {None, SECOND} & {figure.uuid for figure in found}
    assert len({figure.uuid for figure in found}) == 3


def test_keys_that_are_right_are_left_alone():
    html = f"<p>{mark('41')} and {mark('42', uuid4())}.</p>"
    assert with_own_keys(html) == html


def test_a_mark_around_nothing_is_taken_off():
    assert with_own_keys(f"<p>One{mark(' ')}two</p>") == "<p>One two</p>"


# -- the browser's side


@pytest.mark.parametrize("module", sorted(MODULES.glob("*.js")), ids=lambda path: path.name)
def test_modules_import_each_other_by_paths_that_static_files_can_rename(module):
    """Relative, with a semicolon: the policy forbids an import map, and hashed names are written into these lines."""
    imports = re.findall(r"^(?:import\b[^;\"]*|\} from )\"([^\"]+)\"(.?)", module.read_text(), re.MULTILINE)
    assert all(end == ";" for _path, end in imports)
    for path, _end in imports:
        static = (module.parent / path).resolve()
        name = static.relative_to(MODULES.parents[1]) if static.is_relative_to(MODULES.parents[1]) else None
        assert name
        assert finders.find(name.as_posix())
