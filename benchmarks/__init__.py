"""Scripts that measure. Each prints ratios from one run.

Their figures stand in docs/figures.md, and how they came about in docs/measurements/.
"""
