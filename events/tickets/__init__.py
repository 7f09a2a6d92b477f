"""Tickets prove: codes, QR and PDF."""
