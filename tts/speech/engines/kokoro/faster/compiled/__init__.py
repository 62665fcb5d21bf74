"""The rewritten residual blocks in machine code of their own: the extra `fast`, used wherever numba is installed.

What ONNX Runtime does node by node, each time reading and writing the whole signal, happens here in one go for a few
columns of the signal at a time, while they are in the processor's cache: normalise, bend, transform, multiply, lay out.
"""
