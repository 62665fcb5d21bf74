"""What each line is that no label names a speaker for: title, heading, note, speech, credit, caption or furniture.

`facts` says what can be seen of a line and around it, `classify` weighs it; `training/lines.py` makes the weights."""
