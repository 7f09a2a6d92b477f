"""Rules decide: values in, a value or a refusal out. No database, clock, HTTP or settings."""
