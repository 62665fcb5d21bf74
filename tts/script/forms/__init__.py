"""How a document names its speakers: forms are proposed by what stands in it, and judged by how well they explain it.

`labels` proposes, `evidence` says what speaks for each name in each form, `weigh` judges, `explain` decides for the
whole document, `unnamed` finds talks in which nobody is named. `training/labels.py` makes the weights."""
