"""Numbers that we compute of what is recorded between two areas, with their inputs, as data.

Pages show them in their tables, labelled as computed; here they are rows, so that nobody has to compute them anew.
"""
