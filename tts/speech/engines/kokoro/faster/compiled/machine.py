"""The kernels as machine code: compiled once with numba (`compiler.py`) and kept, then loaded with llvmlite alone.

To load numba, and what it keeps by itself, takes longer than to speak a sentence.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable
from typing import Any

import llvmlite.binding as llvm
import numpy as np

KERNELS = ("convolve.o", "passages.o")
"""The object files, in the folder of the prepared model: to compile the first takes as long as all the rest."""

_LIBRARY = {"memset": ctypes.memset, "memcpy": ctypes.memmove, "memmove": ctypes.memmove}
"""What compilers call by themselves."""


def processor() -> tuple[str, str]:
    """The processor at hand: its name, and what it can do, with its widest vectors wanted."""
    found = llvm.get_host_cpu_features()
    return llvm.get_host_cpu_name(), found.flatten() + (",-prefer-256-bit" if found.get("avx512f") else "")


def target() -> Any:
    """What makes machine code for it."""
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    name, features = processor()
    return llvm.Target.from_default_triple().create_target_machine(
        cpu=name, features=features, opt=3, codemodel="jitdefault"
    )


class Kernels:
    """The functions that `compiler.py` exports, called with arrays and, last, the numbers they want.

    They run beside Python: other threads go on meanwhile.
    """

    def __init__(self, codes: Iterable[bytes]) -> None:
        """`codes`: the object files that `compiler.py` made on a processor like this one."""
        for name, function in _LIBRARY.items():
            llvm.add_symbol(name, ctypes.cast(function, ctypes.c_void_p).value)
        self._engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), target())
        for code in codes:
            self._engine.add_object_file(llvm.ObjectFileRef.from_data(code))
        self._engine.finalize_object()
        self.convolve, self.enter, self.leave, self.upsample = map(
            self._function, ("convolve", "enter", "leave", "upsample")
        )

    def _function(self, name: str) -> Callable[..., None]:
        function = ctypes.CFUNCTYPE(None)(self._engine.get_function_address(name))

        def call(*arguments: Any) -> None:
            *arrays, numbers = arguments
            function(*map(_address, arrays), (ctypes.c_int64 * len(numbers))(*numbers))

        return call


def _address(array: np.ndarray[Any, Any]) -> ctypes.c_void_p:
    """Raises ValueError for an array with gaps: machine code would read what is not meant."""
    if not array.flags.c_contiguous:
        raise ValueError(f"an array of shape {array.shape} with gaps")
    return ctypes.c_void_p(array.ctypes.data)
