"""The API speaks: one controller per noun."""
