"""What may come in, said without a database: each refusal names the field's path."""
