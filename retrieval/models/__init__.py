"""What was learned from text: the tagger and the encoder, each of which may be off."""
