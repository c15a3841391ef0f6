"""What goes wrong because of what the user gave us, told to the user."""

from __future__ import annotations


class InputError(Exception):
    """A fault in a corpus, a dictionary or an option. The message says what is wrong, where, and what to do next."""
