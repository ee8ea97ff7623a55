"""Run rules over documents, and apply and verify their fixes."""
