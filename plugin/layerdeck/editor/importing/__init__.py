"""Models that come in: out of files, and out of scripts, which a person lets run; what is told."""
