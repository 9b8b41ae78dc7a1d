"""`python -m aitalent_kg` is the command `aitalent-kg`."""

from aitalent_kg.cli import main

if __name__ == "__main__":
    main()
