"""Assessments for people: HTML in a notebook, colours in a terminal."""
