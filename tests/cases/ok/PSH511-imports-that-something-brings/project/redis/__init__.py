"""A folder of the project."""
