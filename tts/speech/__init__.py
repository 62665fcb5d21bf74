"""Scripts become clips: engines, cache, synthesis."""
