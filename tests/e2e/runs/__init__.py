"""Long runs, as commands: `make chaos`, `make load`. The tests run their short forms."""
