"""How much a file may ask of the machine. Beyond any of these the whole file is refused."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """``size`` is bytes of the file, ``unpacked`` bytes of a workbook in all, ``ratio`` unpacked to packed bytes.

    JSON is decoded as one text, hence its own, smaller size. The rest counts lines, cells and characters of a cell of a
    workbook (a cell of a text has at most 131,072, the limit of Python's own reader). A workbook keeps the texts of all
    its cells in one part, which is held in memory as a whole: ``texts`` is their number, ``texts_size`` its bytes.
    """

    size: int = 20 * 2**20
    json_size: int = 20 * 2**20
    rows: int = 1_000_000
    cells: int = 60_000_000
    cell_length: int = 32_767
    unpacked: int = 300 * 2**20
    ratio: int = 200
    texts: int = 500_000
    texts_size: int = 64 * 2**20


DEFAULT = Limits()
