"""Readers of other formats; each turns a file into a graph and a report of what it did."""
