"""The command line and the GitHub Action: requests in, reports out."""
