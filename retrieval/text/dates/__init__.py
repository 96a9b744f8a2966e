"""Dates as texts write them, and which days they mean."""
