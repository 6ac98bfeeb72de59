"""What the service promises, by tier; the first lines of each folder say what belongs there.

Fixed dates, no clock in an expectation, no network beyond the machine itself, nothing patched.
"""
