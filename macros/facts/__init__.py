"""The model that everyone reads: subjects, facts, readings, sources, and what follows from them.

Nothing here reads a file or writes HTML. It imports values.
"""
