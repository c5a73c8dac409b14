"""The command `eventhub`. Exit codes: 0 done, 1 the answer is no, 2 bad input (one line, no traceback).

Each group of commands lives beside its feature (`eventhub/<feature>/commands.py`) and is imported when
called, so that `--help` is instant and the pure commands never load Flask.
"""

import sys

import click

from eventhub import __version__
from eventhub.errors import BadInput, DomainError, SettingsError

BAD_INPUT = 2


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def cli() -> None:
    """EventHub runs regional fairs and idea contests."""


@cli.group()
def db() -> None:
    """The database's tables."""


@db.command()
@click.argument("revision", default="head")
def upgrade(revision: str) -> None:
    """Bring the tables up to date."""
    from eventhub import migrating

    migrating.upgrade(revision)


@db.command()
@click.argument("revision")
def downgrade(revision: str) -> None:
    """Take the tables back to a revision."""
    from eventhub import migrating

    migrating.downgrade(revision)


def main() -> None:
    """Run the command; what a person did wrong is one line on standard error."""
    try:
        cli.main(standalone_mode=False)
    except click.exceptions.Exit as leaving:
        sys.exit(leaving.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(BAD_INPUT)
    except click.Abort:
        sys.exit(130)
    except (BadInput, SettingsError, DomainError) as error:
        click.echo(f"eventhub: {error}", err=True)
        sys.exit(BAD_INPUT)


if __name__ == "__main__":
    main()
