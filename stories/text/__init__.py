"""Rules about strings: addresses, names, dates, fingerprints. No Django."""
