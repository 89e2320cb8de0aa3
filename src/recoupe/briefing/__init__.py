"""Briefs: incidents in sentences, each with a note to the words that it rests on, with a map and a table."""
