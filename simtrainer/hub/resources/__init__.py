"""What answers on HTTP: plain functions from an `Ask` to an `Answer`, and the routes."""
