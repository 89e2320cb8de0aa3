"""Watching: feeds and folders read politely round by round, and calls when the record changes in a way that matters."""
