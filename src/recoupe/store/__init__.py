"""Where the record is kept: an SQL database (SQLite by default) to which things are added and never overwritten."""
