"""Papers: the sheets of an assembly that people write on, stick or sign, tagged for screen readers."""
