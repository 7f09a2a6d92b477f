"""Actions do: one public function is one transaction."""
