"""The index on a cluster: one hash slot a shelf, asked by its search commands."""
