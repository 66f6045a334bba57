"""Classes of sentences that the tables once lost, in four languages; every sentence is our own."""

import pytest

from tests.articles.figures.notation import found

SENTENCES = [
    (
        "ru",
        "Литва занимает третью позицию, а Латвия стала шестым торгово-экономическим партнером края.",
        ["третью = rank 3 rank", "шестым = rank 6 rank"],
    ),
    ("ru", "Город принял 38 отраслевых, музыкальных и детских фестивалей.", ["38 = count 38 events"]),
    ("ru", "Порт перевалил 12,4 тыс. ДФЭ.", ["12,4 тыс. ДФЭ = quantity 12400 TEU"]),
    (
        "ru",
        "Вывоз угля вырос на 12%, ввоз – в 2 раза, до 30 тыс. тонн.",
        ["12% = percent_change 12 %, up", "2 раза = ratio 2 x, up", "30 тыс. тонн = quantity 30000 t"],
    ),
    (
        "ru",
        "Банк снизил ставку на 25 б.п., до 9,75%.",
        ["25 б.п. = percent_change 25 bp, down", "9,75% = percent_share 9.75 %"],
    ),
    ("ru", "Цены на жилье на 6% ниже, чем в среднем по стране.", ["6% = percent_change 6 %, down, national average"]),
    (
        "en",
        "The port is the third busiest in the region and handled four times its 2015 tonnage.",
        ["third = rank 3 rank, 2015", "four times = ratio 4 x, 2015", "2015 = date, 2015"],
    ),
    ("en", "We built 60 schools, 22 of them in villages.", ["60 = count 60 other", "22 = count 22 other"]),
    ("en", "The mall has 3.5 million net square metres.", ["3.5 million net square metres = quantity 3500000 m2"]),
    ("en", "Rents are 8% below the national average.", ["8% = percent_change 8 %, down, national average"]),
    ("en", "Arrivals stayed 12% below pre-pandemic levels.", ["12% = percent_change 12 %, down, pre-pandemic level"]),
    ("en", "The inflation rate was 4.1 percent.", ["4.1 percent = percent_change 4.1 %, up"]),
    (
        "en",
        "Revenue amounted to $5 million or 97% of the plan.",
        ["$5 million = money 5000000 USD", "97% = percent_share 97 %, plan"],
    ),
    ("en", "The mills beat their 2018 output.", ["2018 = date, 2018"]),
    ("zh", "进口额达到35亿元，创历史同期新高。", ["35亿元 = money 3500000000 CNY, record"]),
    ("zh", "小麦增产40万吨。", ["40万吨 = quantity 400000 t, up"]),
    (
        "kk",
        "Шымкент (6,1%), Тараз (5,2%) қалаларында өсім байқалды.",
        ["6,1% = percent_change 6.1 %, up", "5,2% = percent_change 5.2 %, up"],
    ),
    ("kk", "Өнеркәсіптің өсуі 4,5 пайызды құрады.", ["4,5 пайызды = percent_change 4.5 %, up"]),
    (
        "kk",
        "2020 жылдың ІІ тоқсанымен салыстырғанда бидай 3 еседен артық түсті.",
        ["2020 жылдың ІІ тоқсанымен = date, 2020-Q2", "3 еседен = ratio 3 x, more_than, up"],
    ),
    ("kk", "Бұл өткен жылдың деңгейінен 9 пайызға артық.", ["9 пайызға = percent_change 9 %, up, previous year"]),
    ("kk", "Аудандағы туристер саны 40 мың болды.", ["40 мың = count 40000 people"]),
]


@pytest.mark.parametrize(("lang", "text", "figures"), SENTENCES)
def test_figures(lang, text, figures):
    assert found(text, lang) == figures
