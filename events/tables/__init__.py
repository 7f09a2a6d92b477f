"""Tables remember: one file per noun."""
