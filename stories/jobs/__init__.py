"""Background tasks: load, call one domain function."""
