"""Dates, units, numbers as printed, formulas, number words: values by themselves.

Nothing here knows a fact. It imports nothing of the other rooms.
"""
