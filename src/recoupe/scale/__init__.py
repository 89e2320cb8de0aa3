"""The same functions over many processes or machines: parts of the input go out, what they give comes back in order."""
