"""A contest in a directory: `contest` knows its files, `plain` reads CSV and JSON with care."""
