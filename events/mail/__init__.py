"""Mail tells: messages, and the post that carries them."""
