"""What is measured side by side: each system finds sentences by their terms."""
