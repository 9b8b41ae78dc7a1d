"""The questions of the command line as operations: one meaning for terminal, web and AI agents.

In: the name of an operation and its parameters as JSON. Out: what `aitalent-kg VERB --format json`
prints. No file is read for a caller here, and nothing is written.
"""
