"""file -> Document: text, tables, and where they came from. One verb: `load`."""
