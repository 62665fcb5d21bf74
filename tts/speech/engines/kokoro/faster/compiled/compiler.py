"""Makes the kernels' object files for the processor at hand: once, each in a process of its own.

python -m tts.speech.engines.kokoro.faster.compiled.compiler FOLDER/convolve.o
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import llvmlite.binding as llvm
from numba import cfunc, types

from tts.speech.engines.kokoro.faster.compiled.kernels import convolve
from tts.speech.engines.kokoro.faster.compiled.machine import KERNELS, target
from tts.speech.engines.kokoro.faster.compiled.passages import enter, leave, upsample

_pointer: Any = types.CPointer
_FLOATS, _DOUBLES, _NUMBERS = map(_pointer, (types.float32, types.float64, types.int64))

_EXPORTS = (
    {convolve: types.void(*[_FLOATS] * 8, _DOUBLES, _NUMBERS)},
    {
        enter: types.void(*[_FLOATS] * 3, _DOUBLES, _NUMBERS),
        leave: types.void(*[_FLOATS] * 3, _NUMBERS),
        upsample: types.void(*[_FLOATS] * 5, _NUMBERS),
    },
)
"""What is called from outside, with addresses for arrays: in each of KERNELS."""


def compile_kernels(name: str) -> bytes:
    """The one of KERNELS with this name, and nothing that would have to be found when it is loaded but the C
    library's."""
    machine, whole, exports = target(), llvm.parse_assembly(""), _EXPORTS[KERNELS.index(name)]
    for function, signature in exports.items():
        made: Any = cfunc(signature, error_model="numpy")(function)
        whole.link_in(llvm.parse_assembly(made.inspect_llvm().replace(made.native_name, function.__name__)))
    names = {function.__name__ for function in exports}
    for function in whole.functions:
        if not function.is_declaration and function.name not in names:
            function.linkage = "internal"
    # Once more, over all of it: what numba has ready for errors is found to be of no use, and goes.
    passes = llvm.create_pass_builder(machine, llvm.create_pipeline_tuning_options(speed_level=3))
    passes.getModulePassManager().run(whole, passes)
    return bytes(machine.emit_object(whole))


if __name__ == "__main__":
    file = Path(sys.argv[1])
    file.write_bytes(compile_kernels(file.name))
