"""What the words of a note say, each with its place: who acts, whose reason, assent, date, pressure, step."""
