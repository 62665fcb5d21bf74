"""What makes the small learned models in the package: same data, same file. `make train` runs all of it."""
