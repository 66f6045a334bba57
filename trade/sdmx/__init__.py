"""SDMX 2.1 for statisticians: structures and data as XML, data as CSV, keys as its REST addresses write them.

Pure: nothing here knows Django or the database. :mod:`trade.dataflow` says what our one dataflow consists of.
"""
