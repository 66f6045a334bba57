"""Russian."""

from articles.figures.language import Language
from articles.figures.languages.ru.cues import CUES
from articles.figures.languages.ru.nouns import NOUNS
from articles.figures.languages.ru.numerals import NUMERALS
from articles.figures.languages.ru.periods import PERIODS
from articles.figures.languages.ru.units import UNITS

LANGUAGE = Language(
    code="ru",
    noun_endings="""
        й а у ом ем ов ев ы и е я ю ь ью ью ей ий ия ие ию ии ием ам ами ах ям ями ях ою ею ев ек ка ки ку кой ке ок
        ец ца це цу цем цы цев цам цах цами ние ния нию нием нии ний
    """,
    adjective_endings="ый ий ой ого его ому ему ым им ом ем ая яя ую юю ой ей ою ое ее ые ие ых их ыми ими",
    refuse_before="""
        № | номер | номером | статья | статьи | статье | статьей | статью | ст. | ст | пункт~ | подпункт~ | п.
        пп. | закон~ | приказ~ | постановлени~ № | глава | раздел~ | приложени~ | таблица | таблице | табл. | рис.
        рисунок | рисунке | стр. | с. | топ | top | fortune | forbes | global | тел. | телефон~ | факс | дом | д.
        кв. | офис | кабинет | индекс | инн | бин | иин | огрн | ип | гост | iso | версия | боинг | boeing | airbus
        рейс~ | поезд № | школа | лицей | гимназия | doi | isbn | стр | автодорог~ | трасса | трассы | трассе | м-
        a- | больше | маршрут | модел~ | вагон № | палаты № | экспо | expo
    """,
    refuse_after="""
        - лети*
        -й статьи | часов утра | часов вечера | ст. | статьи закона | -го размера | пункт закона
        процентов вероятности
    """,
    abbreviations="""
        г гг ул им т д св ст п пп рис табл тыс млн млрд трлн руб долл см др пр кв куб стр н э ред корп обл напр барр
    """,
    part_of="из | из общих",
    list_words="и | или | а также | либо",
    range_words="до | по",
    range_before="от | между | в пределах | в диапазоне | в диапазоне от | коридоре | диапазон | в интервале",
    change_from="с | со",
    **NUMERALS,
    **UNITS,
    **NOUNS,
    **CUES,
    **PERIODS,
)
