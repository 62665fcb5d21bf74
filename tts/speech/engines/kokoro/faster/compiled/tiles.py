"""The innermost products: a few rows times a few vectors, kept in the processor's registers from first to last.

Written as instructions, because no compiler arranges loops like that by itself. Every sum runs over its terms in their
order, each multiplied and added in one rounding: the same bits on every processor, whatever the width of its vectors.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

from tts.speech.engines.kokoro.faster.compiled.layout import LANES

_FLOAT, _ADDRESS, _INDEX = ir.FloatType(), ir.IntType(64), ir.IntType(32)
_VECTOR = ir.VectorType(_FLOAT, LANES)
_FLOAT_BYTES = 4

_PER_PI = 1 / math.pi
_PI = float(np.float32(math.pi))
_PI_REST = math.pi - _PI
_ROUND = 1.5 * 2**23
"""Added and taken away again, it leaves a float32 (below 2^22) rounded to a whole number."""

_SQUARED_SINE = (
    9.9999999118e-1,
    -3.3333306781e-1,
    4.4443183481e-2,
    -3.1724052729e-3,
    1.3935259954e-4,
    -3.6316180270e-6,
)
"""sin²(√z) ÷ z as a polynomial in z from 0 to (π/2)², lowest power first; fitted at Chebyshev's points, error 2e-8."""


def _tile(rows: int, vectors: int) -> Any:
    """c[r, :] = Σₖ a[k, r] · b[k, :] for `rows` rows of `vectors` × LANES columns and `depth` ≥ 1 terms.

    The function takes addresses of float32 and, for each, how many elements lie between one row and the next.
    """

    @intrinsic
    def tile(_context, a, a_pitch, b, b_pitch, c, c_pitch, depth):
        signature = types.void(*[types.int64] * 7)

        def generate(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
            _generate(builder, rows, vectors, *arguments)
            return context.get_dummy_value()

        return signature, generate

    return tile


def _generate(
    builder: Any, rows: int, vectors: int, a: Any, a_pitch: Any, b: Any, b_pitch: Any, c: Any, c_pitch: Any, depth: Any
) -> None:
    fused = _fused(builder)
    before, loop, done = builder.block, builder.append_basic_block("depth"), builder.append_basic_block("done")
    builder.branch(loop)
    builder.position_at_end(loop)
    places = [builder.phi(_ADDRESS) for _ in range(3)]  # k, and where its rows of a and of b lie
    sums = [[builder.phi(_VECTOR) for _ in range(vectors)] for _ in range(rows)]
    columns = [builder.load(place, align=_FLOAT_BYTES) for place in _vectors(builder, places[2], vectors)]
    factors = builder.inttoptr(places[1], _FLOAT.as_pointer())
    results = []
    for r in range(rows):
        factor = _spread(builder, builder.load(builder.gep(factors, [_ADDRESS(r)]), align=_FLOAT_BYTES))
        results.append([fused(factor, columns[v], sums[r][v]) for v in range(vectors)])
    following = [
        builder.add(places[0], _ADDRESS(1)),
        _further(builder, places[1], a_pitch),
        _further(builder, places[2], b_pitch),
    ]
    builder.cbranch(builder.icmp_signed("<", following[0], depth), loop, done)
    for place, first, after in zip(places, (_ADDRESS(0), a, b), following, strict=True):
        place.add_incoming(first, before)
        place.add_incoming(after, loop)
    for r in range(rows):
        for v in range(vectors):
            sums[r][v].add_incoming(ir.Constant(_VECTOR, [0.0] * LANES), before)
            sums[r][v].add_incoming(results[r][v], loop)
    builder.position_at_end(done)
    for row in results:
        for value, place in zip(row, _vectors(builder, c, vectors), strict=True):
            builder.store(value, place, align=_FLOAT_BYTES)
        c = _further(builder, c, c_pitch)


def _further(builder: Any, address: Any, elements: Any) -> Any:
    return builder.add(address, builder.mul(elements, _ADDRESS(_FLOAT_BYTES)))


def _vectors(builder: Any, address: Any, count: int) -> list[Any]:
    """Pointers to `count` vectors side by side."""
    first = builder.inttoptr(address, _VECTOR.as_pointer())
    return [builder.gep(first, [_ADDRESS(v)]) for v in range(count)]


def _spread(builder: Any, value: Any) -> Any:
    """`value` in every lane."""
    nothing = ir.Constant(_VECTOR, ir.Undefined)
    single = builder.insert_element(nothing, value, _INDEX(0))
    return builder.shuffle_vector(single, nothing, ir.Constant(ir.VectorType(_INDEX, LANES), [0] * LANES))


def _fused(builder: Any, kind: Any = _VECTOR) -> Callable[..., Any]:
    """a · b + c, rounded once."""
    name = f"llvm.fma.v{LANES}f32" if kind is _VECTOR else "llvm.fma.f32"
    function = cgutils.get_or_insert_function(builder.module, ir.FunctionType(kind, [kind] * 3), name)
    return lambda a, b, c: builder.call(function, [a, b, c])


def _each(builder: Any, count: Any, *addresses: Any) -> Iterator[list[Any]]:
    """A loop over `count` ≥ 1 vectors: pointers to those at each of `addresses`."""
    before, loop, done = builder.block, builder.append_basic_block("vectors"), builder.append_basic_block("done")
    builder.branch(loop)
    builder.position_at_end(loop)
    index = builder.phi(_ADDRESS)
    yield [builder.gep(builder.inttoptr(address, _VECTOR.as_pointer()), [index]) for address in addresses]
    following = builder.add(index, _ADDRESS(1))
    index.add_incoming(_ADDRESS(0), before)
    index.add_incoming(following, builder.block)
    builder.cbranch(builder.icmp_signed("<", following, count), loop, done)
    builder.position_at_end(done)


def _bent(builder: Any, kind: Any, value: Any, scale: Any, shift: Any) -> Any:
    """h = value · scale + shift → h + sin²h."""
    fused = _fused(builder, kind)

    def constant(number: float) -> Any:
        single = float(np.float32(number))
        return ir.Constant(kind, [single] * LANES if kind is _VECTOR else single)

    h = fused(value, scale, shift)
    turns = builder.fsub(fused(h, constant(_PER_PI), constant(_ROUND)), constant(_ROUND))
    rest = fused(turns, constant(-_PI_REST), fused(turns, constant(-_PI), h))
    square = builder.fmul(rest, rest)
    sine = constant(_SQUARED_SINE[-1])
    for power in _SQUARED_SINE[-2::-1]:
        sine = fused(sine, square, constant(power))
    return fused(sine, square, h)


@intrinsic
def bent(_context, value, scale, shift):
    """h = value · scale + shift → h + sin²h."""

    def generate(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return _bent(builder, _FLOAT, *arguments)

    return types.float32(*[types.float32] * 3), generate


@intrinsic
def bend(_context, source, target, scale, shift, count):
    """`count` vectors: target = bent(source, scale, shift)."""

    def generate(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        source, target, *affine, count = arguments
        scale, shift = (_spread(builder, value) for value in affine)
        for given, made in _each(builder, count, source, target):
            value = _bent(builder, _VECTOR, builder.load(given, align=_FLOAT_BYTES), scale, shift)
            builder.store(value, made, align=_FLOAT_BYTES)
        return context.get_dummy_value()

    return types.void(types.int64, types.int64, types.float32, types.float32, types.int64), generate


def _put(based: bool, onto: bool) -> Any:
    """target = result, with `base` added, and `onto` what is there; if not onto, it and its square go to the sums.

    The function takes addresses and a count of vectors.
    """

    @intrinsic
    def put(_context, result, base, target, sums, squares, count):
        def generate(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
            *places, count = arguments
            fused = _fused(builder)

            def load(place: Any) -> Any:
                return builder.load(place, align=_FLOAT_BYTES)

            for given, more, into, total, power in _each(builder, count, *places):
                value = load(given)
                if based:
                    value = builder.fadd(load(more), value)
                if onto:
                    value = builder.fadd(load(into), value)
                builder.store(value, into, align=_FLOAT_BYTES)
                if not onto:
                    builder.store(builder.fadd(load(total), value), total, align=_FLOAT_BYTES)
                    builder.store(fused(value, value, load(power)), power, align=_FLOAT_BYTES)
            return context.get_dummy_value()

        return types.void(*[types.int64] * 6), generate

    return put


put, put_based, put_onto = _put(False, False), _put(True, False), _put(True, True)
tile_8x48, tile_8x32, tile_8x16 = (_tile(8, vectors) for vectors in (3, 2, 1))
tile_4x48, tile_4x32, tile_4x16 = (_tile(4, vectors) for vectors in (3, 2, 1))
