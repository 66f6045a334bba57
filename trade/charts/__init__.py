"""Charts as text: plain values in, accessible SVG out. Nothing here imports Django or reads a database.

A :class:`~trade.charts.model.Chart` says what is drawn, with every word already in the language of the page;
:func:`~trade.charts.draw.drawings` gives its wide and its narrow drawing for a page, whose stylesheet colours them;
:mod:`~trade.charts.picture` makes the same drawing a file of its own, with colours, title and source inside, and
:mod:`~trade.charts.png` turns that into pixels.

``model`` what a chart is · ``draw`` chooses the form and puts title and description · ``bars``, ``columns`` and
``lines`` the forms, ``axis`` and ``plot`` what the latter share · ``multiples`` panels for more series than there are
colours · ``shares`` parts of a whole as bars · ``canvas`` places marks and words · ``fonts`` measures and wraps words ·
``widths`` the shipped fonts · ``card`` the picture for social networks.
"""
