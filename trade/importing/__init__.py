"""How a file becomes observations: rows go to a temporary table, and from there to the real ones in a few statements.

:mod:`.judge` refuses what the database would refuse, :mod:`.staging` loads rows, :mod:`.codes` adds missing code lists,
:mod:`.plan` decides the fate of every row, :mod:`.write` carries it out, :mod:`.outcome` tells what happened,
:mod:`.undo` takes a whole file back. The same SQL runs on SQLite and PostgreSQL; only loading differs. The verbs are in
:mod:`trade.services.imports`.
"""
