"""Codes of what readers say. Words for them in four languages: :mod:`trade.importing.reader_words`."""

# Why a whole file is refused (:attr:`trade.readers.row.Refused.code`).
EMPTY = "empty"
TOO_LARGE = "too_large"
TOO_MANY_ROWS = "too_many_rows"
TOO_MANY_CELLS = "too_many_cells"
CELL_TOO_LONG = "cell_too_long"
TOO_MANY_TEXTS = "too_many_texts"
ZIP_BOMB = "zip_bomb"
ARCHIVE = "archive"
OLD_EXCEL = "old_excel"
OPEN_DOCUMENT = "open_document"
DAMAGED = "damaged"
BINARY = "binary"
PDF = "pdf"
HTML = "html"
HTML_TABLE = "html_table"
ERROR_BODY = "error_body"
XML = "xml"
SDMX_ML = "sdmx_ml"
SDMX_JSON = "sdmx_json"
SDMX_NOT_TRADE = "sdmx_not_trade"
JSON = "json"
ENCODING = "encoding"
BROKEN_QUOTES = "broken_quotes"
LINES_QUOTED = "lines_quoted"
CODE_LIST = "code_list"
FOREIGN_TABLE = "foreign_table"
TEMPLATE_COLUMNS = "template_columns"
NOT_THIS_LAYOUT = "not_this_layout"
UNKNOWN_LAYOUT = "unknown_layout"
NOT_TRADE = "not_trade"
UNIT_MISSING = "unit_missing"
UNIT_CONTRADICTS = "unit_contradicts"
DUPLICATE_COLUMN = "duplicate_column"
SECOND_TABLE = "second_table"
SIGNS_CONTRADICT = "signs_contradict"
FLOW_MISSING = "flow_missing"
REPORTER_MISSING = "reporter_missing"
COMMODITY_MISSING = "commodity_missing"
BAD_ASSUMPTION = "bad_assumption"
GIVEN_CONTRADICTS = "given_contradicts"
INCOMPLETE = "incomplete"

FILE_REASONS = frozenset(
    {
        EMPTY,
        TOO_LARGE,
        TOO_MANY_ROWS,
        TOO_MANY_CELLS,
        CELL_TOO_LONG,
        TOO_MANY_TEXTS,
        ZIP_BOMB,
        ARCHIVE,
        OLD_EXCEL,
        OPEN_DOCUMENT,
        DAMAGED,
        BINARY,
        PDF,
        HTML,
        HTML_TABLE,
        ERROR_BODY,
        XML,
        SDMX_ML,
        SDMX_JSON,
        SDMX_NOT_TRADE,
        JSON,
        ENCODING,
        BROKEN_QUOTES,
        LINES_QUOTED,
        CODE_LIST,
        FOREIGN_TABLE,
        TEMPLATE_COLUMNS,
        NOT_THIS_LAYOUT,
        UNKNOWN_LAYOUT,
        NOT_TRADE,
        UNIT_MISSING,
        UNIT_CONTRADICTS,
        DUPLICATE_COLUMN,
        SECOND_TABLE,
        SIGNS_CONTRADICT,
        FLOW_MISSING,
        REPORTER_MISSING,
        COMMODITY_MISSING,
        BAD_ASSUMPTION,
        GIVEN_CONTRADICTS,
        INCOMPLETE,
    }
)

# Why a line or a cell is refused (:attr:`trade.readers.row.Refusal.reason`).
COLUMNS = "columns"
AREA_UNKNOWN = "area_unknown"
AREA_MISSING = "area_missing"
AREAS_DISAGREE = "areas_disagree"
AGGREGATE_REPORTER = "aggregate_reporter"
REPORTER_IS_PARTNER = "reporter_is_partner"
REPORTER_NOT_IN_PAIR = "reporter_not_in_pair"
FLOW_UNKNOWN = "flow_unknown"
PERIOD = "period"
NUMBER = "number"
NUMBER_AMBIGUOUS = "number_ambiguous"
NUMBER_TOO_LARGE = "number_too_large"
FORMULA = "formula"
SCALED_FORMAT = "scaled_format"
PERCENT = "percent"
FREQUENCY = "frequency"
SCALES_DISAGREE = "scales_disagree"
STATUS_UNKNOWN = "status_unknown"
STATUS_AND_VALUE = "status_and_value"
CLASSIFICATION_UNKNOWN = "classification_unknown"
EDITION_MISSING = "edition_missing"
CODE_LEVEL = "code_level"
COMMODITY_CODE = "commodity_code"
BREAKDOWN = "breakdown"
INDICATOR = "indicator"
UNIT = "unit"
SCALE = "scale"
MEASURE = "measure"
VALUATION = "valuation"
TRADE_TYPE = "trade_type"
RESOLUTION = "resolution"
DELETION = "deletion"

CELL_REASONS = frozenset(
    {
        COLUMNS,
        AREA_UNKNOWN,
        AREA_MISSING,
        AREAS_DISAGREE,
        AGGREGATE_REPORTER,
        REPORTER_IS_PARTNER,
        REPORTER_NOT_IN_PAIR,
        FLOW_UNKNOWN,
        PERIOD,
        NUMBER,
        NUMBER_AMBIGUOUS,
        NUMBER_TOO_LARGE,
        FORMULA,
        SCALED_FORMAT,
        PERCENT,
        FREQUENCY,
        SCALES_DISAGREE,
        STATUS_UNKNOWN,
        STATUS_AND_VALUE,
        CLASSIFICATION_UNKNOWN,
        EDITION_MISSING,
        CODE_LEVEL,
        COMMODITY_CODE,
        BREAKDOWN,
        INDICATOR,
        UNIT,
        SCALE,
        MEASURE,
        VALUATION,
        TRADE_TYPE,
        RESOLUTION,
        DELETION,
    }
)

# What an editor should know of (:attr:`trade.readers.row.Flag.kind`).
ENCODING_GUESSED = "encoding_guessed"
TRAILING_COLUMN = "trailing_column"
PREAMBLE = "preamble"
REPEATED_HEADER = "repeated_header"
FOOTNOTE = "footnote"
ZERO_RESTORED = "zero_restored"
PRECISION_LOST = "precision_lost"
ROUNDED = "rounded"
MIXED_SIGNS = "mixed_signs"
THOUSANDS_ASSUMED = "thousands_assumed"
DECIMALS_ASSUMED = "decimals_assumed"
AGGREGATE = "aggregate"
SPECIAL_AREA = "special_area"
REIMPORTS = "reimports"
EDITION_INFERRED = "edition_inferred"
SEVERAL_EDITIONS = "several_editions"
SERVICES = "services"
NEGATIVE = "negative"
OUTLIER = "outlier"
OUTLIERS_UNCHECKED = "outliers_unchecked"
STATUS_MAPPED = "status_mapped"
UNIT_ASSUMED = "unit_assumed"
SCALE_ASSUMED = "scale_assumed"
OTHER_SHEETS = "other_sheets"
COLUMNS_UNREAD = "columns_unread"
SINGLE_DAYS = "single_days"
ENDS_OPEN = "ends_open"
HIDDEN_SHEET = "hidden_sheet"
TOTAL_ASSUMED = "total_assumed"
EXAMPLE_KEPT = "example_kept"
COUNT_DIFFERS = "count_differs"
MORE_FLAGS = "more_flags"

FLAG_KINDS = frozenset(
    {
        ENCODING_GUESSED,
        TRAILING_COLUMN,
        PREAMBLE,
        REPEATED_HEADER,
        FOOTNOTE,
        ZERO_RESTORED,
        PRECISION_LOST,
        ROUNDED,
        MIXED_SIGNS,
        THOUSANDS_ASSUMED,
        DECIMALS_ASSUMED,
        AGGREGATE,
        SPECIAL_AREA,
        REIMPORTS,
        EDITION_INFERRED,
        SEVERAL_EDITIONS,
        SERVICES,
        NEGATIVE,
        OUTLIER,
        OUTLIERS_UNCHECKED,
        STATUS_MAPPED,
        UNIT_ASSUMED,
        SCALE_ASSUMED,
        OTHER_SHEETS,
        COLUMNS_UNREAD,
        SINGLE_DAYS,
        ENDS_OPEN,
        HIDDEN_SHEET,
        TOTAL_ASSUMED,
        EXAMPLE_KEPT,
        COUNT_DIFFERS,
        MORE_FLAGS,
    }
)

# What was recognised (keys of :attr:`trade.readers.row.Reading.facts`).
FACTS = frozenset(
    {
        "separator",
        "decimal",
        "header_line",
        "sheet",
        "unit",
        "scale",
        "values",
        "reporter",
        "flow",
        "commodity",
        "structure",
        "title",
        "years",
    }
)
