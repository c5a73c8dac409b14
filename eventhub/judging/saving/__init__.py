"""A judge's marks and the database: what a batch of changes needs in one read, what it leaves in one write.

`batch` is what both speak of, `store` the door, with a module for each kind of database. What becomes of a
change is decided in `operations.syncing`.
"""
