"""Edits on an editor's behalf: entries are asked for and written into data and pages, names are changed everywhere.

Text is put in by line, so that comments, order and layout stay. Every edit is checked as a whole before a file is
touched. May import every other room; none imports this one, and no build needs it.
"""
