"""The only home of SQL: each function takes a connection and a tenant, and gives plain data."""
