"""The program as people meet it: started as they start it, asked over HTTP alone, killed as machines kill it."""
