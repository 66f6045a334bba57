"""What makes a record a candidate, what only ranks it, and when nobody need look."""

import pytest

from articles.binding import (
    NEAR,
    SUGGESTED,
    UNIQUE,
    CheckedText,
    Context,
    candidates,
    is_unambiguous,
    is_unique,
    propose,
)
from articles.figures import find_figures
from tests.articles.binding.seed import NAMES, REFERENCE
from tests.articles.rules.texts import event, growth, metric, observation

CHINA_KAZAKHSTAN = frozenset(("CHN", "KAZ"))
ANNUAL = observation(41_000_000_000, 10**9, "2023")
KAZAKH = observation(31_500_000_000, 10**8, "2023", reporter="KAZ")
CHINESE = observation(41_000_000_000, 10**9, "2023", reporter="CHN")
BEFORE = observation(31_200_000_000, 10**8, "2022")
NINE = observation(33_000_000_000, 10**9, "2024-01-01/P9M")
GROWN = growth(13, 1, "2024-01-01/P9M")
EXPORTS = observation(16_400_000_000, 10**8, "2023", flow="X")
IMPORTS = observation(24_600_000_000, 10**8, "2023", flow="M")


def context_of(text: str, lang: str = "ru", areas=CHINA_KAZAKHSTAN, events=frozenset()) -> Context:
    article = CheckedText.of(text, lang, find_figures(text, lang, REFERENCE))
    return Context(article, NAMES, areas=areas, events=events)


def ranked(text: str, records, surface: str, lang: str = "ru", **facts):
    context = context_of(text, lang, **facts)
    figure = next(s for s in context.article.core if s.figure.surface.startswith(surface))
    return candidates(figure, context, records)


def keys(found) -> list[str]:
    return [candidate.record.key for candidate in found]


def codes(candidate) -> set[str]:
    return {reason.code for reason in candidate.reasons}


def test_a_value_alone_binds_nothing():
    assert ranked("На складе лежит товара на 41 млрд долларов.", [ANNUAL], "41", areas=frozenset()) == []
    assert ranked("Компания вложит 41 млрд долларов.", [EXPORTS, IMPORTS, BEFORE], "41") == []


def test_reasons_are_shown():
    (first,) = ranked("В 2023 году товарооборот Китая и Казахстана достиг 41 млрд долларов.", [ANNUAL], "41")
    wanted = {"unit_equal", "period_equal", "flow_named", "areas_named", "reporter_not_stated", "value_confirms"}
    assert wanted <= codes(first)
    assert first.disagreements == ()


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "В 2022 году товарооборот Китая и Казахстана достиг 31,2 млрд долларов."),
        ("en", "In 2022 trade between China and Kazakhstan reached 31.2 billion dollars."),
        ("zh", "2022年中国与哈萨克斯坦贸易额达312亿美元。"),
        ("kk", "2022 жылы Қытай мен Қазақстанның тауар айналымы 31,2 миллиард долларға жетті."),
    ],
)
def test_the_period_decides_between_years(lang, text):
    found = ranked(text, [ANNUAL, BEFORE, NINE], "312" if lang == "zh" else "31", lang)
    assert keys(found)[0] == BEFORE.key
    assert is_unambiguous(found)
    assert is_unique(found)


def test_the_flow_decides_between_exports_and_imports():
    text = "В 2023 году экспорт Китая в Казахстан составил {}, импорт — {} долларов."
    text = text.format("16,4 млрд долларов", "24,6 млрд")
    assert keys(ranked(text, [ANNUAL, EXPORTS, IMPORTS], "16,4"))[0] == EXPORTS.key
    assert keys(ranked(text, [ANNUAL, EXPORTS, IMPORTS], "24,6"))[0] == IMPORTS.key


def test_exports_of_one_are_imports_of_the_other():
    text = "В 2023 году импорт Казахстана из Китая составил 16,4 млрд долларов."
    assert keys(ranked(text, [EXPORTS, IMPORTS], "16,4"))[0] == EXPORTS.key


def test_a_named_reporter_decides():
    text = "По данным казахстанской статистики, товарооборот с Китаем в 2023 году составил {} млрд долларов."
    for value in ("31,5", "41"):
        assert keys(ranked(text.format(value), [ANNUAL, KAZAKH, CHINESE], value[:2]))[0] == KAZAKH.key


def test_without_a_reporter_the_record_without_one_comes_first():
    text = "В 2023 году двусторонняя торговля достигла 41 млрд долларов."
    found = ranked(text, [CHINESE, ANNUAL, KAZAKH], "41")
    assert keys(found)[0] == ANNUAL.key
    assert not is_unambiguous(found)
    assert is_unique(found)


def test_another_currency_is_shown_as_disagreement():
    found = ranked("В 2023 году товарооборот Китая и Казахстана достиг 41 млрд юаней.", [ANNUAL], "41")
    assert [reason.code for reason in found[0].disagreements] == ["currency_differs"]
    assert not is_unambiguous(found)


def test_growth_binds_to_growth_only():
    text = "За девять месяцев 2024 года торговля Китая и Казахстана выросла на 13% в годовом выражении."
    assert keys(ranked(text, [NINE, GROWN, ANNUAL], "13%")) == [GROWN.key]
    share = "Доля Казахстана в торговле Китая за девять месяцев 2024 года — 13%."
    assert ranked(share, [NINE, GROWN], "13%") == []


def test_an_edition_tells_two_fairs_apart():
    deals = [metric(v * 10**7, 10**7, n, "deals", "USD", "intended") for n, v in ((6, 7841), (7, 8001))]
    text = "Объём предварительных сделок на {}-й выставке достиг 78,41 млрд долларов."
    story = frozenset(("fair-6", "fair-7"))
    assert keys(ranked(text.format(6), deals, "78,41", events=story))[0] == deals[0].key
    context = context_of(text.format(7), events=story)
    proposed = next(s for s in propose(context.article, context, deals).core if s.kind == "money")
    assert (proposed.record, proposed.binding) == (deals[1].key, NEAR)  # wrong by the edition that it names
    alone = next(s for s in propose(context.article, context, deals[:1]).core if s.kind == "money")
    assert (alone.record, alone.binding) == (deals[0].key, NEAR)


def test_an_ordinal_binds_only_before_a_fair():
    events = [event(1), event(7)]
    story = frozenset(("fair-7",))
    assert keys(ranked("Завершилась 7-я выставка.", events, "7-я", events=story))[0] == "event:7"
    assert ranked("Он в 7-й раз приехал в страну.", events, "7-й", events=story) == []
    context = context_of("Впервые участвовали многие. The first time.", "en", events=story)
    assert all(candidates(s, context, events) == [] for s in context.article.figures)


def test_goals_and_dates_bind_nothing():
    context = context_of("К 2030 году товарооборот Китая и Казахстана намерены довести до 41 млрд долларов.")
    assert all(candidates(s, context, [ANNUAL]) == [] for s in context.article.figures)


def test_a_count_of_a_whole_fair_is_no_error_for_a_part_of_it():
    countries = metric(129, 1, 7, "countries", "countries")
    context = context_of("На 7-й выставке 50 стран открыли павильоны.", events=frozenset(("fair-7",)))
    bound = next(s for s in propose(context.article, context, [countries]).core if s.kind == "count")
    assert bound.binding in ("", SUGGESTED)


@pytest.mark.parametrize(
    ("value", "wanted"), [("41", UNIQUE), ("44", UNIQUE), ("41 000", UNIQUE), ("3", ""), ("90", "")]
)
def test_a_value_far_off_is_probably_another_thing(value, wanted):
    context = context_of(f"В 2023 году товарооборот Китая и Казахстана достиг {value} млрд долларов.")
    proposed = propose(context.article, context, [ANNUAL, BEFORE])
    assert [(s.record, s.binding) for s in proposed.core] == [(ANNUAL.key if wanted else "", wanted)]
    assert keys(candidates(proposed.core[0], context, [ANNUAL, BEFORE]))[0] == ANNUAL.key


def test_a_confirmed_binding_is_kept_and_the_reporter_noted():
    text = "По данным китайской таможни, торговля с Казахстаном в 2023 году составила 41 млрд долларов."
    context = context_of(text)
    (number,) = [n for n, s in enumerate(context.article.figures) if s.kind == "money"]
    kept = propose(context.article.bound(number, KAZAKH.key), context, [KAZAKH, CHINESE]).figures[number]
    assert (kept.record, kept.binding) == (KAZAKH.key, "confirmed")
    fresh = propose(context.article, context, [KAZAKH, CHINESE]).figures[number]
    assert (fresh.record, fresh.reporter) == (CHINESE.key, "CHN")
