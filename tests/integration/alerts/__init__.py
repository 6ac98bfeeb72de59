"""Sending over sockets on loopback and reading files: real servers, nothing mocked."""
