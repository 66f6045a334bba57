"""Readers of trade files: one module per layout, all yielding :class:`trade.readers.row.Row`. Pure, no Django."""
