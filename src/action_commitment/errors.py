"""What can go wrong, as a tree.

ActionCommitmentError
├── LexiconError       a lexicon file is missing, malformed, or has a key nobody knows
├── ModelError         a model was demanded and is missing, damaged or refused
├── CorpusError        an annotated corpus breaks its own rules
└── SchemaError        a stored assessment is not one, or is of a version this library cannot read

`assess()` raises none of these for any `str`: they come from what the caller configures.
"""


class ActionCommitmentError(Exception):
    """Base of every error that this library raises on purpose."""


class LexiconError(ActionCommitmentError, ValueError):
    """A lexicon cannot be used; the message names the file, the entry and what to change."""


class ModelError(ActionCommitmentError, RuntimeError):
    """A trained model was asked for by name and cannot be used."""


class CorpusError(ActionCommitmentError, ValueError):
    """A corpus file breaks the annotation scheme; the message names file and line."""


class SchemaError(ActionCommitmentError, ValueError):
    """A dictionary or JSON text is not an assessment of a version known here."""
