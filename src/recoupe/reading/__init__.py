"""From files, lines, pages and streams to `Document`: what was given, unaltered, with its language."""
