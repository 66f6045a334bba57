"""The Kazakh ablative, which «more than» and «less than» ask for: «50-ден астам», «$41 млрд-тан астам»."""

_ONES = ("нөл", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз")
_TENS = ("", "он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан")
_THOUSANDS = ("мың", "миллион", "миллиард", "триллион", "квадриллион")

_BACK, _FRONT = frozenset("аоұыяё"), frozenset("әеөүіэ")
_VOWELS = _BACK | _FRONT | frozenset("уюи")
_NASALS = frozenset("мнң")
_HARD = frozenset("пфкқтсшщчцхһбвгд")


def ablative(word: str) -> str:
    """The suffix that *word* takes: ``дан`` after «алты», ``тен`` after «үш», ``нан`` after «он»."""
    return _consonant(word) + ("ен" if _is_front(word) else "ан")


def ablative_of_name(name: str) -> str:
    """The same for a name such as «АҚШ доллары», whose last word may carry a possessive ending."""
    last = name.split()[-1]
    if " " in name and last[-1] in "ыі":
        return "нен" if last[-1] == "і" else "нан"
    return ablative(last)


def last_spoken(whole: str, fraction: str = "") -> str:
    """The last word of a number read aloud, from its figures before and after the decimal mark."""
    number = int(fraction or whole)
    if not number:
        return _ONES[0]
    groups = 0
    while number % 1000 == 0:
        number, groups = number // 1000, groups + 1
    if groups:
        return _THOUSANDS[min(groups, len(_THOUSANDS)) - 1]
    if number % 10:
        return _ONES[number % 10]
    return _TENS[number // 10 % 10] or "жүз"


def _consonant(word: str) -> str:
    sound = word.rstrip("ьъ")[-1]
    if sound in _NASALS:
        return "н"
    return "т" if sound in _HARD else "д"


def _is_front(word: str) -> bool:
    """Vowels harmonise with the last clear one; a loan word that ends in «ль» counts as front (рубльден)."""
    if word.endswith("ль"):
        return True
    for letter in reversed(word):
        if letter in _BACK | _FRONT:
            return letter in _FRONT
    return not set(word) & frozenset("ую")
