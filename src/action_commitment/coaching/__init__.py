"""What the judgement means for the visit: its plan."""
