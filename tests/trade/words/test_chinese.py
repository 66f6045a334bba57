"""Chinese pages have Chinese marks, and nothing but marks changes."""

import re

import pytest

from trade.words.chinese import typeset


@pytest.mark.parametrize(
    ("given", "set_"),
    [
        ("贸易总额: 中国 — 哈萨克斯坦, 2024年1—9月", "贸易总额：中国—哈萨克斯坦，2024年1—9月"),
        ("成交额 (意向), CIIE-7", "成交额（意向），CIIE-7"),
        ("CIIE, 亿美元", "CIIE，亿美元"),
        ("2个已核实, 1个有出入", "2个已核实，1个有出入"),
        ("<b>非完整年度.</b> 报告方：未说明。 全年", "<b>非完整年度。</b>报告方：未说明。全年"),
        ("<span>上海</span>, <span>中国</span>", "<span>上海</span>，<span>中国</span>"),
        ("订阅源： <a>Atom</a>", "订阅源：<a>Atom</a>"),
        ("推算值: 330 ÷ 1.13. 部分", "推算值：330 ÷ 1.13。部分"),
        ("与上年同期相比+13%, 推算值", "与上年同期相比+13%，推算值"),
    ],
)
def test_marks_between_chinese_words_are_chinese(given, set_):
    assert typeset(given) == set_


@pytest.mark.parametrize(
    "kept",
    [
        "3,496",
        "1,234,567.8",
        "14:05",
        "CHN, KAZ",
        "Trend News Agency; 24KZ",
        '<span lang="ru">Мой город: режим, указ</span>',
        '<div class="prose"><div>贸易: 中国, 哈</div>中国, 哈</div>',
        '<a title="中国, 哈">x</a>',
        "<code>中国: 1</code>",
        '<script type="application/ld+json">{"中国": "哈, 萨"}</script>',
        "<svg><text>中国, 哈</text></svg>",
        '<html lang="zh-Hans">中国</html>',
    ],
)
def test_numbers_foreign_words_texts_of_authors_and_programs_stay(kept):
    assert typeset(kept) == kept


def test_what_follows_a_part_that_stays_is_set_again():
    foreign = '<span lang="ru">а, <span>б</span></span>'
    assert typeset(f"{foreign} 中国, 哈") == f"{foreign} 中国，哈"


def test_a_page_keeps_all_its_tags(client, seeded):
    page = client.get("/zh-hans/trade/chn-kaz/").content.decode()
    assert "贸易总额：中国—哈萨克斯坦" in page
    assert page.count("<main") == page.count("</main>") == 1
    words = re.sub(r"<(script|svg).*?</\1>|<[^>]*>", "\n", page, flags=re.DOTALL)
    assert re.findall(r"[一-鿿][,:;] ", words) == []
