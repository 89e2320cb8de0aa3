"""The record as other programs read it: the contract of `recoupe extract`, tables and maps."""
