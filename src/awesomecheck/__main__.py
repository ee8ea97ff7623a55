"""`python -m awesomecheck`."""

from awesomecheck.cli import main

main(prog_name="awesomecheck")
