"""How the tables of a store came to be, step by step: a store of any earlier version is brought up to date.

A step is a file of `versions`, named by its number; the highest number is the newest.
"""
