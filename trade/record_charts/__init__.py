"""Charts of records: which rows become which lines and bars of :mod:`trade.charts`, and what stands around them."""
