"""What a client's exception says about a link."""

import asyncio
import errno
import socket
import ssl

import aiohttp

from awesomecheck.links.resolve import ForbiddenAddress

_NO_SUCH_HOST = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}
_UNREACHABLE = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL}


class Fault(Exception):
    """A request that brought no answer, and why."""

    def __init__(self, reason: str, evidence: str, *, passing: bool = False) -> None:
        super().__init__(evidence)
        self.reason = reason
        self.evidence = evidence
        self.passing = passing
        """Whether it is worth another try."""


EXPECTED = (aiohttp.ClientError, OSError, ValueError, asyncio.TimeoutError)
"""What a request may raise on account of the other side, the network or the URL."""


def fault_of(error: BaseException, host: str, *, proxied: bool = False) -> Fault:
    """The fault behind one of the expected exceptions."""
    dns = isinstance(error, aiohttp.ClientConnectorDNSError)
    if isinstance(error, aiohttp.ClientProxyConnectionError) or (dns and proxied):
        return Fault("proxy-unreachable", "The proxy cannot be reached.", passing=True)
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return _dns_fault(error.os_error, host)
    if isinstance(error, aiohttp.ClientHttpProxyError):
        return Fault("proxy-refused", f"The proxy refuses the way to {host} ({error.status}).")
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return Fault("certificate", f"{host}'s certificate is refused: {_certificate(error)}.")
    if isinstance(error, aiohttp.ClientSSLError):
        return _tls_fault(error.os_error, host)
    if isinstance(error, asyncio.TimeoutError):  # aiohttp's timeouts are among them
        return Fault("timeout", f"{host} did not answer in time.", passing=True)
    if isinstance(error, aiohttp.ClientConnectorError):
        return _connection_fault(error.os_error, host)
    if isinstance(error, aiohttp.ServerDisconnectedError):
        return Fault("reset", f"{host} broke off the connection.", passing=True)
    if isinstance(error, ValueError) and proxied:  # all URLs but the proxy's have been read
        return Fault("proxy-unreachable", "The proxy's address is no http URL.")
    if isinstance(error, ValueError):
        return Fault("malformed-url", f"This cannot be asked of {host}.")
    if isinstance(error, OSError):
        return _connection_fault(error, host)
    return Fault("bad-answer", f"{host}'s answer is no HTTP.")


def _dns_fault(error: OSError, host: str) -> Fault:
    if isinstance(error, ForbiddenAddress):
        return Fault("private-address", f"{error}, which is not on the public internet.")
    if error.errno in _NO_SUCH_HOST:
        return Fault("no-such-host", f"No address is known for {host}.")
    return Fault("dns", f"The look-up of {host} failed.", passing=True)


def _connection_fault(error: OSError, host: str) -> Fault:
    if error.errno == errno.ECONNREFUSED:
        return Fault("refused", f"{host} refuses connections.", passing=True)
    if error.errno in _UNREACHABLE:
        return Fault("unreachable", f"There is no way to {host}.", passing=True)
    if error.errno == errno.ETIMEDOUT:
        return Fault("timeout", f"{host} did not answer in time.", passing=True)
    return Fault("reset", f"{host} broke off the connection.", passing=True)


def _tls_fault(error: OSError, host: str) -> Fault:
    if isinstance(error, ssl.SSLError) and error.reason:
        return Fault("tls", f"No secure connection to {host}: {error.reason}.")
    return Fault("tls", f"No secure connection to {host}.")


def _certificate(error: aiohttp.ClientConnectorCertificateError) -> str:
    cause = error.certificate_error
    return str(getattr(cause, "verify_message", "") or "it does not fit").rstrip(".")
