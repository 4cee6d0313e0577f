"""The nouns of the trade: what is true of them, without any storage."""
