"""What a client's exception says about a link."""

import asyncio
import errno
import socket
import ssl

import aiohttp

from awesomecheck.links.answers import Fault
from awesomecheck.links.resolve import ForbiddenAddress

_NO_ADDRESS = getattr(socket, "EAI_NODATA", None)
_UNREACHABLE = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL}

EXPECTED = (aiohttp.ClientError, OSError, ValueError, asyncio.TimeoutError)
"""What a request may raise because of the other side, the network or the URL."""


def fault_of(error: BaseException, host: str, *, proxied: bool = False) -> Fault:
    """Return the fault behind one of the expected exceptions."""
    dns = isinstance(error, aiohttp.ClientConnectorDNSError)
    if isinstance(error, aiohttp.ClientProxyConnectionError) or (dns and proxied):
        return Fault("proxy-unreachable", "the proxy cannot be reached", temporary=True)
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return _dns_fault(error.os_error, host)
    if isinstance(error, ForbiddenAddress | socket.gaierror):
        return _dns_fault(error, host)
    if isinstance(error, aiohttp.ClientHttpProxyError):
        return Fault("proxy-refused", f"the proxy refuses to connect to {host} ({error.status})")
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return Fault("certificate", f"invalid certificate of {host}: {_certificate(error)}")
    if isinstance(error, aiohttp.ClientSSLError):
        return _tls_fault(error.os_error, host)
    if isinstance(error, asyncio.TimeoutError):  # aiohttp's timeouts are among them
        return _timeout(host)
    if isinstance(error, aiohttp.ClientConnectorError):
        return _connection_fault(error.os_error, host)
    if isinstance(error, aiohttp.ServerDisconnectedError):
        return _reset(host)
    if isinstance(error, ValueError) and proxied:  # all URLs but the proxy's have been read
        return Fault("proxy-unreachable", "the proxy's address is not an http URL")
    if isinstance(error, ValueError):
        return Fault("malformed-url", f"no request to {host} can be made of this URL")
    if isinstance(error, OSError):
        return _connection_fault(error, host)
    return Fault("bad-answer", f"{host} did not answer in HTTP")


def _dns_fault(error: OSError, host: str) -> Fault:
    if isinstance(error, ForbiddenAddress):
        return Fault("private-address", f"{error}, which is not on the public internet")
    if error.errno == socket.EAI_NONAME:
        return Fault("no-such-host", f"there is no host of the name {host}")
    if error.errno == _NO_ADDRESS:
        return Fault("no-address", f"{host} has no address")
    return Fault("dns", f"DNS lookup of {host} failed", temporary=True)


def _connection_fault(error: OSError, host: str) -> Fault:
    if error.errno == errno.ECONNREFUSED:
        return Fault("refused", f"{host} refuses connections", temporary=True)
    if error.errno in _UNREACHABLE:
        return Fault("unreachable", f"{host} is unreachable", temporary=True)
    if error.errno == errno.ETIMEDOUT:
        return _timeout(host)
    return _reset(host)


def _timeout(host: str) -> Fault:
    return Fault("timeout", f"{host} did not answer in time", temporary=True)


def _reset(host: str) -> Fault:
    return Fault("reset", f"{host} closed the connection", temporary=True)


def _tls_fault(error: OSError, host: str) -> Fault:
    why = f": {error.reason}" if isinstance(error, ssl.SSLError) and error.reason else ""
    return Fault("tls", f"no secure connection to {host}{why}")


def _certificate(error: aiohttp.ClientConnectorCertificateError) -> str:
    cause = error.certificate_error
    return str(getattr(cause, "verify_message", "") or "it does not match").rstrip(".")
