"""Annotated corpora: read, checked, counted."""
