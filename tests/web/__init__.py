"""A simulated web on loopback: hosts, services and their faults as data, over real sockets."""

from tests.web.server import Web, serve, simulate

__all__ = ["Web", "serve", "simulate"]
