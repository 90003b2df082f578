"""Nothing that is new."""
