"""The Kazakh ablative of numbers and of units."""

import pytest

from trade.words.kazakh import ablative, ablative_of_name, last_spoken

# The ending of each number as it is read: бірден, екіден, үштен …
NUMBERS = {
    1: "ден", 2: "ден", 3: "тен", 4: "тен", 5: "тен", 6: "дан", 7: "ден", 8: "ден", 9: "дан", 10: "нан",
    20: "дан", 30: "дан", 40: "тан", 50: "ден", 60: "тан", 70: "тен", 80: "нен", 90: "нан", 100: "ден",
    0: "ден", 15: "тен", 129: "дан", 250: "ден", 1000: "нан", 1001: "ден", 3500: "ден", 250_000: "нан",
    1_000_000: "нан", 2_000_000_000: "тан", 5 * 10**12: "нан",
}  # fmt: skip


@pytest.mark.parametrize(("number", "suffix"), NUMBERS.items())
def test_numbers_take_the_suffix_of_their_last_word(number, suffix):
    assert ablative(last_spoken(str(number))) == suffix


@pytest.mark.parametrize(
    ("whole", "fraction", "word"), [("2", "5", "бес"), ("80", "01", "бір"), ("41", "50", "елу"), ("41", "0", "нөл")]
)
def test_decimals_end_in_their_fraction(whole, fraction, word):
    assert last_spoken(whole, fraction) == word


@pytest.mark.parametrize(
    ("word", "suffix"),
    [
        ("тонна", "дан"),
        ("еуро", "дан"),
        ("пайыз", "дан"),
        ("литр", "ден"),
        ("метр", "ден"),
        ("баррель", "ден"),
        ("фунт", "тан"),
        ("карат", "тан"),
        ("миллиард", "тан"),
        ("стерлинг", "тен"),
        ("килограмм", "нан"),
        ("күн", "нен"),
    ],
)
def test_suffixes_harmonise(word, suffix):
    assert ablative(word) == suffix


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("АҚШ доллары", "нан"),
        ("Қытай юані", "нен"),
        ("Қазақстан теңгесі", "нен"),
        ("еуро", "дан"),
        ("Британдық фунт", "тан"),
    ],
)
def test_possessive_names_take_their_own_ending(name, suffix):
    assert ablative_of_name(name) == suffix
