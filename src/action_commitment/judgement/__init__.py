"""From signals to a judgement: what each clause says, whose reason it gives, and which rule decides."""
