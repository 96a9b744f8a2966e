"""Raw text in; canonical text, sentences, passages and terms out."""
