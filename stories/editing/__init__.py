"""What editors change by hand: corrections, tags, work on many stories at once, and taking it back."""
