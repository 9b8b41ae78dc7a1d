"""Processes that work for us and can be stopped: with limits, without files and sockets."""
