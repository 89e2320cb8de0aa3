"""Documents from the network: fetched with care, from public addresses only, within bounds of size and time."""
