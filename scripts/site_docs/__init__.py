"""The documentation site: pages copied from docs/, and a reference made from the things themselves."""
