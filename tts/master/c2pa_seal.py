"""Content credentials (C2PA): a signed statement in the file that its sound was made by a model, for the extra `c2pa`.

M4B, WAV and FLAC are signed by c2pa-python as it stands. It would rewrite an MP3's tag as ID3v2.4, whose chapters
FFmpeg and mpv lose: there we lay out the tag ourselves, with room for the statement in a GEOB frame, and have the room
filled once the sound is in its place. Ogg is no format of C2PA's: an Opus file carries its `AIGC` label only.

Every signature is different: what is sealed is no longer the same bytes at each build.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tts.errors import ConfigError, Place, WriteError
from tts.language import tr
from tts.store import cache_folder

SEALED = {
    ".mp3": "audio/mpeg",
    ".m4b": "audio/mp4",
    ".m4a": "audio/mp4",
    ".wav": "audio/wav",
    ".flac": "audio/flac",
}
"""Formats that can carry the statement: suffix → MIME type as C2PA names it."""
GEOB_MIME = "application/x-c2pa-manifest-store"
SELF_MADE = "self-made by Turncast"
"""What a certificate of our own making says of itself: nobody vouches for it."""
_SOURCE = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
_YEARS = 20
_MB = 1 << 20
_BORN = datetime(2026, 1, 1, tzinfo=UTC)
_RAW = b"application/c2pa"
_OWN_OR_NONE = tr("Name a certificate for signing, its chain above it, or leave `certificate` and `key` out.")
_INSTALL = "pip install 'turncast[c2pa]'"


@dataclass(frozen=True, slots=True)
class Credentials:
    """A certificate chain and its key."""

    certificates: bytes
    """PEM, the signer's first."""
    key: bytes
    """PEM, PKCS#8."""
    algorithm: str
    """As C2PA names it: `es256`, `es384`, `es512`, `ps256` or `ed25519`."""


@dataclass(frozen=True, slots=True)
class Seal:
    """What is stated of an episode, and by whom. Each file gets a statement of its own."""

    credentials: Credentials
    title: str
    version: str
    """Turncast's."""

    def room(self) -> tuple[bytes, Callable[[Path], None]]:
        """What goes into the GEOB frame of an MP3, and what fills it in the finished file at a path."""
        library = _library()
        builder, signer = self._builder(library), self._signer(library)
        reserved = _call(library, "data_hashed_placeholder", builder, ctypes.c_size_t(signer.reserve_size()), _RAW)

        def fill(path: Path) -> None:
            start, sound = _around(path, reserved)
            said = {
                "exclusions": [{"start": start, "length": len(reserved)}],
                "name": "jumbf manifest",
                "alg": "sha256",
                "hash": list(sound),
                "pad": [],
            }
            found = _call(
                library, "sign_data_hashed_embeddable", builder, _handle(signer), json.dumps(said).encode(), _RAW, None
            )
            if len(found) != len(reserved):
                raise WriteError(
                    tr(
                        "{path} cannot be sealed: the statement is {found} bytes, not {reserved}.",
                        path=path,
                        found=len(found),
                        reserved=len(reserved),
                    )
                )
            with path.open("r+b") as file:
                file.seek(start)
                file.write(found)

        return reserved, fill

    def seal(self, path: Path) -> None:
        """Sign the finished file at `path`, an M4B, WAV or FLAC. Raises WriteError."""
        library = _library()
        beside = path.with_name(f".sealed{path.suffix}")
        try:
            with path.open("rb") as source, beside.open("w+b") as sealed:
                self._builder(library).sign(self._signer(library), SEALED[path.suffix], source, sealed)
            beside.replace(path)
        except (library.C2paError, OSError) as error:
            raise WriteError(tr("{path} cannot be sealed: {error}.", path=path, error=error)) from error
        finally:
            beside.unlink(missing_ok=True)

    def _builder(self, library: Any) -> Any:
        created = {"action": "c2pa.created", "digitalSourceType": _SOURCE}
        return library.Builder(
            json.dumps(
                {
                    "claim_generator_info": [{"name": "Turncast", "version": self.version}],
                    "title": self.title,
                    "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": [created]}}],
                }
            )
        )

    def _signer(self, library: Any) -> Any:
        known = self.credentials
        try:
            return library.Signer.from_info(
                library.C2paSignerInfo(known.algorithm.encode(), known.certificates, known.key, None)
            )
        except library.C2paError as error:
            raise ConfigError(tr("The certificate cannot sign: {error}.", error=error), remedy=_OWN_OR_NONE) from error


def _around(path: Path, reserved: bytes) -> tuple[int, bytes]:
    """Where `reserved` stands in the tag of the MP3 at `path`, and the SHA-256 of everything else in the file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        header = file.read(10)
        size = sum((byte & 127) << shift for byte, shift in zip(header[6:10], (21, 14, 7, 0), strict=True))
        tag = header + file.read(size)
        before, _, behind = tag.partition(reserved)
        digest.update(before + behind)
        while part := file.read(_MB):
            digest.update(part)
    return len(before), digest.digest()


def _library() -> Any:
    try:
        import c2pa  # type: ignore[import-untyped]
    except ImportError:
        raise ConfigError(
            tr("`c2pa` in voices.yaml needs c2pa-python, which is not installed."), remedy=_INSTALL
        ) from None
    return c2pa


def _handle(value: Any) -> ctypes.c_void_p:
    return ctypes.cast(value._handle, ctypes.c_void_p)


def _call(library: Any, name: str, builder: Any, *arguments: Any) -> bytes:
    """A function of the C library that its Python part, 0.38, does not offer; what it gives back in bytes."""
    pointer = ctypes.POINTER(ctypes.c_ubyte)
    function = getattr(library.c2pa._lib, f"c2pa_builder_{name}")
    function.restype = ctypes.c_int64
    given = pointer()
    length = function(_handle(builder), *arguments, ctypes.byref(given))
    if length < 0:
        raise ConfigError(tr("C2PA: {problem}.", problem=library.c2pa._read_native_error()), remedy=_OWN_OR_NONE)
    return bytes(given[:length])


def named(certificate: Path, key: Path) -> Credentials:
    """The certificate chain and key that a user keeps in two PEM files. Raises ConfigError."""
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        chain, secret = certificate.read_bytes(), key.read_bytes()
        return Credentials(chain, secret, _algorithm(load_pem_private_key(secret, None)))
    except (OSError, ValueError, TypeError) as error:
        raise ConfigError(
            tr("The certificate's key cannot be read: {error}.", error=error),
            place=Place(key),
            remedy=tr("Name PEM files; the key as PKCS#8 without a password."),
        ) from None


def _algorithm(key: Any) -> str:
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519

    if isinstance(key, ed25519.Ed25519PrivateKey):
        return "ed25519"
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return {256: "es256", 384: "es384", 521: "es512"}[key.curve.key_size]
    return "ps256"


def self_made(producer: str) -> Credentials:
    """A chain of our own, made once and kept in the user's cache folder; it says of itself that it is self-made."""
    path = cache_folder() / "c2pa" / f"{hashlib.sha256(producer.encode()).hexdigest()[:16]}.pem"
    try:
        kept = path.read_bytes()
    except OSError:
        kept = _make(producer)
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(kept)
    certificates, mark, key = kept.partition(b"-----BEGIN PRIVATE KEY-----")
    return Credentials(certificates, mark + key, "es256")


def _make(producer: str) -> bytes:
    from cryptography import x509
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    def name(common: str) -> x509.Name:
        organisation = x509.NameAttribute(NameOID.ORGANIZATION_NAME, (producer or "Turncast")[:64])
        return x509.Name([organisation, x509.NameAttribute(NameOID.COMMON_NAME, common)])

    above, own = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root = _certificate(name(f"Root, {SELF_MADE}"), name(f"Root, {SELF_MADE}"), above.public_key(), above, root=True)
    email = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
    leaf = _certificate(
        name(SELF_MADE), name(f"Root, {SELF_MADE}"), own.public_key(), above, root=False, extended=email
    )
    secret = own.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return b"".join(one.public_bytes(serialization.Encoding.PEM) for one in (leaf, root)) + secret


def _certificate(  # noqa: PLR0913  # what a certificate consists of
    subject: Any, issuer: Any, public: Any, signing: Any, *, root: bool, extended: Any = None
) -> Any:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes

    usage = dict.fromkeys(
        (
            *("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement"),
            *("key_cert_sign", "crl_sign", "encipher_only", "decipher_only"),
        ),
        False,
    )
    usage |= {"key_cert_sign": root, "crl_sign": root, "digital_signature": not root}
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(_BORN)
        .not_valid_after(_BORN + timedelta(days=365 * _YEARS))
        .add_extension(x509.BasicConstraints(root, None), True)
        .add_extension(x509.KeyUsage(**usage), True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key()), False)
    )
    return (made.add_extension(extended, True) if extended else made).sign(signing, hashes.SHA256())


@dataclass(frozen=True, slots=True)
class Statement:
    """What a file's seal says, as c2pa-python reads it."""

    signer: str
    """The name on the certificate; empty when the file has no statement."""
    broken: tuple[str, ...]
    """C2PA's codes for what does not hold, that nobody vouches for the certificate left out."""


def read_statement(path: Path) -> Statement:
    """The statement in the file at `path`. Raises ConfigError without c2pa-python."""
    library = _library()
    try:
        with path.open("rb") as file:
            said = json.loads(library.Reader(SEALED[path.suffix], file).json())
    except library.C2paError:
        return Statement("", ())
    signed = said["manifests"][said["active_manifest"]]["signature_info"]
    codes = (status["code"] for status in said.get("validation_status", ()))
    return Statement(signed.get("common_name", ""), tuple(c for c in codes if c != "signingCredential.untrusted"))
