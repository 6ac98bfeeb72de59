"""One suite of promises, kept by everything that makes them: a log in memory and on both engines.

A test here sees nothing but the protocol; what is particular to an engine belongs in ``integration``.
"""
