"""A store in PostgreSQL: where its server is, how it is spoken to by pg8000, and what its failures are."""
