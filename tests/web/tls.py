"""Certificates for the simulated web: good ones, and a bad one of each kind."""

from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
import ssl
import tempfile

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
import trustme

from tests.web.world import Certificate


@cache
def authority() -> trustme.CA:
    """The root that clients of the simulated web trust; one for the whole process."""
    return trustme.CA(organization_name="Simulated Web")


@cache
def _stranger() -> trustme.CA:
    return trustme.CA(organization_name="Nobody's Root")


def root_pem() -> bytes:
    """The trusted root as PEM, for `SSL_CERT_FILE`."""
    return authority().cert_pem.bytes()


def client_context() -> ssl.SSLContext:
    """A client's context that trusts the simulated web and nothing else."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(cadata=root_pem().decode())
    return context


@cache
def server_context(host: str, kind: Certificate) -> ssl.SSLContext:
    """A server's context with the certificate that a host shows."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_alpn_protocols(["http/1.1"])
    if kind == "self-signed":
        _load(context, _self_signed(host))
        return context
    root = _stranger() if kind == "untrusted" else authority()
    name = "elsewhere.example" if kind == "wrong-host" else _identity(host)
    expiry = datetime.now(UTC) - timedelta(days=2) if kind == "expired" else None
    start = datetime.now(UTC) - timedelta(days=30) if kind == "expired" else None
    show(root.issue_cert(name, not_before=start, not_after=expiry), context)
    return context


def show(certificate: trustme.LeafCert, context: ssl.SSLContext) -> None:
    """Let a server's context show a certificate."""
    certificate.configure_cert(context)  # pyright: ignore[reportUnknownMemberType]


def _identity(host: str) -> str:
    """The name on a certificate; trustme takes no underscore, but a wildcard covers it."""
    return f"*.{host.partition('.')[2]}" if "_" in host else host


def _load(context: ssl.SSLContext, pem: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "certificate.pem")
        file.write_bytes(pem)
        context.load_cert_chain(file)


def _self_signed(host: str) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return secret + certificate.public_bytes(serialization.Encoding.PEM)
