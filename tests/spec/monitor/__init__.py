"""Pure parts of the monitor, and small files on disk: each test gives a few facts and expects an exact answer."""
