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
    (
        "ru",
        "Купили зерно более чем на 7 с половиной миллиардов тенге.",
        ["7 с половиной миллиардов тенге = money 7500000000 KZT, more_than"],
    ),
    ("ru", "Выставили более тысячи станков.", ["тысячи = count 1000 other, more_than"]),
    ("ru", "В девяти осенних ярмарках участвовали фермеры.", ["девяти = count 9 events"]),
    ("ru", "Вывоз в мае обрушился втрое.", ["втрое = ratio 3 x, down"]),
    ("ru", "Кредит выдали под 6%.", ["6% = percent_share 6 %"]),
    ("en", "Over 2019 alone, sales rose 8 percent.", ["2019 = date, 2019", "8 percent = percent_change 8 %, up, 2019"]),
    ("en", "The herd jumped by 12% up to 4,500 cows.", ["12% = percent_change 12 %, up", "4,500 = count 4500 other"]),
    (
        "en",
        "It spent $9 million out of $12 million planned in 2021.",
        ["$9 million = money 9000000 USD, 2021", "$12 million = money 12000000 USD, 2021", "2021 = date, 2021"],
    ),
    (
        "zh",
        "2020年展会面积超过2万平方米，比2016年增长了30%。",
        [
            "2020年 = date, 2020",
            "2万平方米 = quantity 20000 m2, more_than, 2020",
            "2016年 = date, 2016",
            "30% = percent_change 30 %, up, previous year, 2020",
        ],
    ),
    ("zh", "增速高于全国3.5个百分点。", ["3.5个百分点 = percent_change 3.5 pp, up"]),
    ("zh", "工业类展览、农业类展览数量分别为35个、46个。", ["35个 = count 35 events", "46个 = count 46 events"]),
    ("kk", "Бұл былтырғы деңгейден 6%-ға жоғары.", ["6%-ға = percent_change 6 %, up, previous year"]),
    ("kk", "Вагондар саны 15 мыңға артық.", ["15 мыңға = count 15000 other, up"]),
    ("kk", "Өнім 30 центнерге дейін жетті.", ["30 центнерге = quantity 3000 kg"]),
    ("ru", "Скупили чуть меньше 40% урожая.", ["40% = percent_share 40 %, less_than"]),
    (
        "ru",
        "Вывезли 12 килограммов серебра, а за весь 2021 год было вывезено 48,7.",
        ["12 килограммов = quantity 12 kg, 2021", "2021 год = date, 2021", "48,7 = quantity 48.7 kg, 2021"],
    ),
    (
        "ru",
        "Доля угля составила 61% (64% – в 2019 году).",
        ["61% = percent_share 61 %", "64% = percent_share 64 %, 2019", "2019 году = date, 2019"],
    ),
    ("en", "Output rose 2.3pc.", ["2.3pc = percent_change 2.3 %, up"]),
    ("en", "The number of visitors hit a record level of 41,000.", ["41,000 = count 41000 people, record"]),
    ("en", "The plant makes 60 types of products.", ["60 = count 60 products"]),
    (
        "en",
        "Sales rose by 9 percent, while the share of coal in the whole output went down from 41.5 to 38 percent.",
        ["9 percent = percent_change 9 %, up", "41.5 = percent_share 41.5 %", "38 percent = percent_share 38 %"],
    ),
    ("zh", "该市外贸规模排名前五位。", ["前五位 = rank 5 rank, up_to"]),
    ("kk", "Ауданда 20 мың ауыл тұрғыны бар.", ["20 мың = count 20000 people"]),
    ("kk", "2 мамыр мен 9 маусым аралығында көрме өтті.", ["2 мамыр мен 9 маусым = date"]),
    ("ru", "Индекс потребительских цен составил 104,2.", ["104,2 = percent_share 104.2 %"]),
    ("ru", "В мае индекс 104,2, а почтовый индекс 050000.", ["104,2 = percent_share 104.2 %"]),
    (
        "ru",
        "Экспорт, млн долл.: 2022 год – 512,4, 2023 год – 634,1.",
        [
            "2022 год = date, 2022",
            "512,4 = money 512400000 USD, 2022",
            "2023 год = date, 2023",
            "634,1 = money 634100000 USD, 2023",
        ],
    ),
    ("ru", "Добыча, тыс. тонн: нефть – 12,5, уголь – 7.", ["12,5 = quantity 12500 t", "7 = quantity 7000 t"]),
    ("en", "The PMI stood at 50.3 in May.", ["50.3 = percent_share 50.3 %"]),
    (
        "en",
        "Exports (million dollars): 2022 – 512.4; 2023 – 634.1.",
        [
            "2022 = date, 2022",
            "512.4 = money 512400000 USD, 2022",
            "2023 = date, 2023",
            "634.1 = money 634100000 USD, 2023",
        ],
    ),
    (
        "zh",
        "制造业PMI为50.3，比上月上升0.4个百分点。",
        ["50.3 = percent_share 50.3 %", "0.4个百分点 = percent_change 0.4 pp, up, previous month"],
    ),
    (
        "zh",
        "出口交货值（亿元）：2022年512.4，2023年634.1。",
        [
            "2022年 = date, 2022",
            "512.4 = money 51240000000 CNY, 2022",
            "2023年 = date, 2023",
            "634.1 = money 63410000000 CNY, 2023",
        ],
    ),
    ("kk", "Нақты көлем индексі 103,5 болды.", ["103,5 = percent_share 103.5 %"]),
    (
        "en",
        "Sales jumped 9 percent to a value of $4 million.",
        ["9 percent = percent_change 9 %, up", "$4 million = money 4000000 USD"],
    ),
    (
        "en",
        "Freight climbed from 700 to an impressive 3,900 tonnes.",
        ["700 = quantity 700 t", "3,900 tonnes = quantity 3900 t"],
    ),
    (
        "ru",
        "Вывоз вырос с 300 до внушительных 4500 тонн.",
        ["300 = quantity 300 t", "4500 тонн = quantity 4500 t"],
    ),
    (
        "en",
        "In 2021 the port handled 4 million tonnes, and in the first half of 2022 growth was 6 percent.",
        [
            "2021 = date, 2021",
            "4 million tonnes = quantity 4000000 t, 2021",
            "first half of 2022 = date, 2022-S1",
            "6 percent = percent_change 6 %, up, 2022-S1",
        ],
    ),
    (
        "en",
        "Imports fell to 6 million tonnes from January to May 2019 compared to the 7 million tonnes of the same period "
        "last year.",
        [
            "6 million tonnes = quantity 6000000 t, 2019-01-01/P5M",
            "January to May 2019 = date, 2019-01-01/P5M",
            "7 million tonnes = quantity 7000000 t, 2018-01-01/P5M",
        ],
    ),
    (
        "ru",
        "В январе-мае 2019 года ввезли 6 млн тонн против 7 млн тонн годом ранее.",
        [
            "январе-мае 2019 года = date, 2019-01-01/P5M",
            "6 млн тонн = quantity 6000000 t, 2019-01-01/P5M",
            "7 млн тонн = quantity 7000000 t, 2018-01-01/P5M",
        ],
    ),
    (
        "en",
        "The mill bought 8 tonnes, more than the 6 tonnes it had bought in June.",
        ["8 tonnes = quantity 8 t", "6 tonnes = quantity 6 t"],
    ),
    (
        "en",
        "The line carried a record 12 tonnes of mail, while sales reached 5 million euros.",
        ["12 tonnes = quantity 12 t, record", "5 million euros = money 5000000 EUR"],
    ),
    (
        "ru",
        "Порт перевалил 9 тыс. тонн (+4% к маю 2020 года).",
        ["9 тыс. тонн = quantity 9000 t", "+4% = percent_change 4 %, up", "маю 2020 года = date, 2020-05"],
    ),
    (
        "en",
        "Sales were 7 million tonnes, up 3% on May 2020.",
        ["7 million tonnes = quantity 7000000 t", "3% = percent_change 3 %, up", "May 2020 = date, 2020-05"],
    ),
    ("kk", "Екі айда 5 мың тонна көмір сатылды.", ["Екі айда = date", "5 мың тонна = quantity 5000 t"]),
    (
        "kk",
        "2023 жылғы мамырдан 20 шілдеге дейін 8 мың тонна күріш жеткізілді.",
        [
            "2023 жылғы мамырдан 20 шілдеге = date, 2023-05-01/P81D",
            "8 мың тонна = quantity 8000 t, 2023-05-01/P81D",
        ],
    ),
    ("kk", "Шарт мерзімі 3-тен 6 жылға дейін.", ["3-тен 6 жылға = duration 3..6 y, range"]),
    (
        "zh",
        "增速超过15%的城市有:甲(18.2%)、乙(16.1%)。",
        [
            "15% = percent_change 15 %, more_than, up",
            "18.2% = percent_change 18.2 %, up",
            "16.1% = percent_change 16.1 %, up",
        ],
    ),
    (
        "zh",
        "甲厂、乙厂发电量分别为5123、3210亿千瓦时。",
        ["5123 = quantity 512300000000 kWh", "3210亿千瓦时 = quantity 321000000000 kWh"],
    ),
    (
        "kk",
        "Күріштің 44%-ы жоғары сапалы, 21%-ы төмен сапалы.",
        ["44%-ы = percent_share 44 %", "21%-ы = percent_share 21 %"],
    ),
    (
        "en",
        "The port handled 7 tonnes during FY 2018-19.",
        ["7 tonnes = quantity 7 t, 2018", "FY 2018-19 = date, 2018"],
    ),
    (
        "ru",
        "Товарооборот в 2020 году снизился с 9 до 8 млрд долларов.",
        ["2020 году = date, 2020", "9 = money 9000000000 USD", "8 млрд долларов = money 8000000000 USD, 2020"],
    ),
    (
        "zh",
        "2020年出口额为8亿美元，上一年为9亿美元。",
        ["2020年 = date, 2020", "8亿美元 = money 800000000 USD, 2020", "9亿美元 = money 900000000 USD, 2019"],
    ),
    (
        "kk",
        "2020 жылы экспорт 8 млрд доллар болды, бір жыл бұрын ол 9 млрд доллар еді.",
        [
            "2020 жылы = date, 2020",
            "8 млрд доллар = money 8000000000 USD, 2020",
            "9 млрд доллар = money 9000000000 USD, 2019",
        ],
    ),
    (
        "en",
        "Exports were 8 million tonnes in 2020; they had been 9 million tonnes the year before.",
        [
            "8 million tonnes = quantity 8000000 t, 2020",
            "2020 = date, 2020",
            "9 million tonnes = quantity 9000000 t, 2019",
        ],
    ),
    (
        "ru",
        "Вывоз составил 8 млн тонн против 9 млн тонн в 2019 году.",
        ["8 млн тонн = quantity 8000000 t", "9 млн тонн = quantity 9000000 t, 2019", "2019 году = date, 2019"],
    ),
]


@pytest.mark.parametrize(("lang", "text", "figures"), SENTENCES)
def test_figures(lang, text, figures):
    assert found(text, lang) == figures
