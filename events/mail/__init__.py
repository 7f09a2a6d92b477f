"""Mail tells: what each message says, and the post that carries it."""
