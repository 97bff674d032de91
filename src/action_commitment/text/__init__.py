"""From the caller's string to folded characters, tokens and statements, with every place kept."""
