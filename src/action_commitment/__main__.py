"""`python -m action_commitment` is the command line."""

from action_commitment.cli import main

if __name__ == "__main__":
    main()
