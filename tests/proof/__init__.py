"""What ``make proof`` runs: crashes, crowds of writers, generated requests, strangers that read what we send."""
