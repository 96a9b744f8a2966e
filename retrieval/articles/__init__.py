"""Where articles come from: files, in whatever encoding."""
