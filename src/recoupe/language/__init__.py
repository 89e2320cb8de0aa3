"""Sentences, words and the parse of the sentences worth parsing."""
