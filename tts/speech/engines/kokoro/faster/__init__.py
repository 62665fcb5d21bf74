"""The same network with fewer multiplications: its long convolutions rewritten, its weights and its sound kept.

Nine tenths of the arithmetic are 1-D convolutions of 128 or 256 channels. ONNX Runtime multiplies them out in 8 bits
with one multiplication per tap; evaluated at a few points instead (Toom and Cook, Winograd) they need a half to a
quarter of the multiplications, which is worth more than 8 bits are, and nothing is rounded to 8 bits on the way.
"""
