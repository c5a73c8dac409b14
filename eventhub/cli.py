"""The command `eventhub`. Exit codes: 0 done, 1 the answer is no, 2 bad input (one line, no traceback).

Each group of commands lives beside its feature (`eventhub/<feature>/commands.py`) and is imported when
called, so that `--help` is instant and the pure commands never load Flask.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from eventhub import __version__, garbage
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

    _migrate(migrating.upgrade, revision)


@db.command()
@click.argument("revision")
def downgrade(revision: str) -> None:
    """Take the tables back to a revision."""
    from eventhub import migrating

    _migrate(migrating.downgrade, revision)


def _migrate(move: Callable[[str], None], revision: str) -> None:
    from alembic.util import CommandError

    from eventhub import readiness
    from eventhub.config import read_settings

    settings = read_settings()
    readiness.check_data_folder(settings.data)
    if settings.is_sqlite:
        readiness.check_place_of_file(settings.database_url)
    try:
        move(revision)
    except CommandError as error:
        raise BadInput("revision", revision, str(error)) from None


@cli.command()
def run() -> None:
    """Serve: web, worker, scheduler and, without REDIS_URL, the queue's own server. Ctrl-C ends all."""
    from eventhub import serving
    from eventhub.config import read_settings

    sys.exit(serving.run(read_settings()))


@cli.command()
@click.option("--burst", is_flag=True, help="stop when nothing is left")
def work(*, burst: bool) -> None:
    """Do what is queued (one worker process)."""
    from eventhub import working

    working.work(_with_queue(), burst=burst)


@cli.command()
def schedule() -> None:
    """Queue recurring work at its times (one process for the whole installation)."""
    from eventhub import working

    working.schedule(_with_queue())


@cli.command()
@click.option("--reset", is_flag=True, help="empty an earlier demo first")
@click.option("--scale", default=1, type=click.IntRange(1, 1000), help="times the visitors and cooperatives")
@click.option("--no-serve", is_flag=True, help="fill only")
def demo(*, reset: bool, scale: int, no_serve: bool) -> None:
    """Fill the demo, then serve it with its accounts and an address for phones."""
    from eventhub.demo import command

    sys.exit(command.demo(reset=reset, scale=scale, serve=not no_serve))


@cli.command()
@click.argument("record", type=click.Path(), required=False)
def verify(record: str | None) -> None:
    """Recompute the audit chain, the counters and the published rankings; or the RECORD of a jury."""
    if record is not None:
        from eventhub.judging.commands import verify_record

        sys.exit(0 if verify_record(Path(record)) else 1)
    from eventhub.transaction import transaction
    from eventhub.verification import run_checks

    with _installation().app_context(), transaction(read_only=True):
        found = run_checks()
    for name, differences in found.items():
        count = f"{len(differences)} difference{'s' if len(differences) > 1 else ''}"
        click.echo(f"{name}: {count if differences else 'agrees'}")
        for difference in differences:
            click.echo(f"  {difference}", err=True)
    sys.exit(1 if any(found.values()) else 0)


@cli.command()
@click.argument("instance", type=click.Path())
@click.argument("solution", type=click.Path(), required=False)
@click.option("-o", "--output", type=click.Path(), help="where the solution is written")
@click.option("--check", is_flag=True, help="audit SOLUTION instead of solving")
@click.option("--time", "seconds", default=10.0, type=click.FloatRange(0.1), help="seconds to search")
@click.option("--threads", default=2, type=click.IntRange(1, 64))
@click.option("--seed", default=0, type=int)
@click.option("--rounds", type=click.IntRange(0), help="end after so many rounds: the same on every machine")
def allocate(
    *,
    instance: str,
    solution: str | None,
    output: str | None,
    check: bool,
    seconds: float,
    threads: int,
    seed: int,
    rounds: int | None,
) -> None:
    """Solve a booth allocation, or audit one with --check."""
    from eventhub.booths import commands

    if check:
        if solution is None:
            raise click.UsageError("--check needs INSTANCE and SOLUTION")
        sys.exit(commands.check_command(Path(instance), Path(solution)))
    if output is None:
        raise click.UsageError("say where the solution goes: -o SOLUTION.json")
    sys.exit(commands.allocate_command(Path(instance), Path(output), seconds, threads, seed, rounds))


@cli.command()
@click.argument("contest_dir", type=click.Path())
@click.option("-o", "--output", required=True, type=click.Path(), help="folder of the results")
@click.option("--method", default="fair", type=click.Choice(["fair", "scale", "mean"]))
def rank(contest_dir: str, output: str, method: str) -> None:
    """Rank a contest's ideas from its judges' marks."""
    from eventhub.judging import commands

    commands.rank_command(Path(contest_dir), Path(output), method)


@cli.command()
@click.argument("contest_dir", type=click.Path())
@click.option("-o", "--output", required=True, type=click.Path(), help="the assignments, as CSV")
@click.option(
    "--per-idea", type=click.IntRange(1, 50), help="judges for each idea (contest.json says otherwise, or 3)"
)
def assign(contest_dir: str, output: str, per_idea: int | None) -> None:
    """Assign judges to ideas, fairly and without conflicts."""
    from eventhub.judging import commands

    commands.assign_command(Path(contest_dir), Path(output), per_idea)


@cli.command()
@click.argument("edition")
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False), help="the PDF")
@click.option("--layout", default="sheet", help="sheet, a6, a7, label, or the name of a drawn one")
def badges(edition: str, output: str, layout: str) -> None:
    """Print every badge of an edition to a PDF."""
    from eventhub.visitors import commands

    with _installation().app_context():
        count = commands.write_badges(edition, Path(output), layout, _progress("badges"))
    click.echo(f"{count} badges in {output}")


@cli.command("import")
@click.argument("what", type=click.Choice(["visitors", "cooperatives", "booths"]))
@click.argument("file", type=click.Path())
@click.option("--edition", help="the edition they come to")
@click.option("--dry-run", is_flag=True, help="check only")
@click.option("--keep-good", is_flag=True, help="import the good rows even if others are faulty")
@click.option("--codes-out", type=click.Path(dir_okay=False), help="write row,code,url of each badge")
def import_table(
    *, what: str, file: str, edition: str | None, dry_run: bool, keep_good: bool, codes_out: str | None
) -> None:
    """Bring in a CSV or XLSX, with a report row by row; all or nothing unless --keep-good."""
    if edition is None and what != "cooperatives":
        raise click.UsageError("say to which edition they come: --edition E")
    if codes_out is not None and what == "cooperatives":
        raise click.UsageError("cooperatives have no codes: --codes-out is for visitors and booths")
    out = Path(codes_out) if codes_out else None
    with _installation().app_context(), _speaking_english():
        if what == "visitors":
            from eventhub.visitors.commands import import_visitors

            lines = import_visitors(
                Path(file), edition or "", dry_run=dry_run, keep_good=keep_good, codes_out=out
            )
        elif what == "cooperatives":
            from eventhub.cooperatives.commands import import_cooperatives
            from eventhub.visitors.commands import named_edition

            if edition is not None:
                named_edition(edition)
            lines = import_cooperatives(Path(file), dry_run=dry_run, keep_good=keep_good)
        else:
            from eventhub.booths.importing import import_booths

            lines = import_booths(
                Path(file), edition or "", dry_run=dry_run, keep_good=keep_good, codes_out=out
            )
        for line in lines:
            click.echo(line)


@cli.group()
def devices() -> None:
    """Phones that may only scan."""


@devices.command("add")
@click.argument("edition")
@click.option("--gate", required=True, help="the gate's name")
def add_device(edition: str, gate: str) -> None:
    """Print one token that may only scan at a gate."""
    from eventhub.visitors import commands

    with _installation().app_context(), _speaking_english():
        click.echo(commands.add_device(edition, gate))


@cli.group()
def people() -> None:
    """People with an account."""


@people.command("add")
@click.argument("identity")
@click.option("--name", required=True, help="as the person writes it, in Arabic or Latin letters")
@click.option("--operator", is_flag=True, help="runs the installation itself")
@click.option("--language", default="ar", type=click.Choice(["ar", "fr", "en", "zgh"]))
def add_person(*, identity: str, name: str, operator: bool, language: str) -> None:
    """Open an account for an e-mail address or phone; prints a link that signs in once."""
    from eventhub.accounts.commands import create_person

    app = _installation()
    with app.app_context(), _speaking_english():
        click.echo(
            app.config["PUBLIC_URL"] + create_person(identity, name, operator=operator, language=language)
        )


@people.command("link")
@click.argument("identity")
def link_person(identity: str) -> None:
    """Print a link that signs somebody in once, within ten minutes: for who can't come in otherwise."""
    from eventhub.accounts.commands import give_link

    app = _installation()
    with app.app_context(), _speaking_english():
        click.echo(app.config["PUBLIC_URL"] + give_link(identity))


@people.command("sign-out")
@click.argument("identity", required=False)
@click.option("--all", "everybody", is_flag=True, help="everybody, as after a key was lost")
def sign_out_person(*, identity: str | None, everybody: bool) -> None:
    """Sign every device of a person out, or of everybody."""
    from eventhub.accounts.commands import sign_out

    if (identity is None) != everybody:
        raise click.UsageError("say who, or --all")
    with _installation().app_context(), _speaking_english():
        click.echo(f"{sign_out(identity)} devices were signed out")


def _progress(noun: str) -> Any:
    """A counter on standard error, when somebody watches."""

    def show(done: int, total: int) -> None:
        if sys.stderr.isatty():
            end = "\n" if done == total else ""
            click.echo(f"\r{noun}: {done}/{total}", err=True, nl=False)
            click.echo(end, err=True, nl=False)

    return show


@cli.command()
@click.argument("file", type=click.Path(dir_okay=False))
def backup(file: str) -> None:
    """Save the database and the uploads in one file, while running."""
    from eventhub import archive

    archive.backup(_installation(), Path(file))


@cli.command()
@click.argument("file", type=click.Path(dir_okay=False))
def restore(file: str) -> None:
    """Bring a backup into an empty database."""
    from eventhub import archive

    archive.restore(_installation(), Path(file))


def _app() -> Any:
    from eventhub.app import create_app
    from eventhub.config import read_settings
    from eventhub.web.logs import start_logging

    settings = read_settings()
    start_logging(settings.log_level)
    app = create_app(settings)
    garbage.leave_what_is_there()
    return app


def _with_queue() -> Any:
    """The application, once it is known where the queue is: a worker without one would wait for ever."""
    from eventhub.config import read_settings

    if read_settings().redis_url is None:
        what = "is missing; name the queue's server, or use eventhub run, which starts one of its own"
        raise SettingsError("REDIS_URL", what)
    return _app()


def _installation() -> Any:
    """The application, once its database is known to answer with this version's tables."""
    from eventhub import readiness
    from eventhub.config import read_settings

    readiness.check_tables(read_settings())
    return _app()


def _speaking_english() -> Any:
    """What a command prints is English, as its help is."""
    from eventhub.i18n import speaking

    return speaking("en")


def main() -> None:
    """Run the command; what a person did wrong is one line on standard error."""
    garbage.look_seldom()
    try:
        cli.main(prog_name="eventhub", standalone_mode=False)
    except click.exceptions.Exit as leaving:
        sys.exit(leaving.exit_code)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(BAD_INPUT)
    except click.Abort:
        sys.exit(130)
    except Exception as error:
        said = _sentence_of(error)
        if said is None:
            raise
        click.echo(said, err=True)
        sys.exit(BAD_INPUT)


def _sentence_of(error: Exception) -> str | None:
    """The line for what a person can mend; None for what is EventHub's own fault."""
    if isinstance(error, click.UsageError):
        command = error.ctx.command_path if error.ctx else "eventhub"
        return f"{command}: {' '.join(error.format_message().split())} Try: {command} --help"
    if isinstance(error, click.ClickException):
        return f"eventhub: {error.format_message()}"
    if isinstance(error, BadInput | SettingsError | DomainError):
        return f"eventhub: {' '.join(str(error).split())}"
    from sqlalchemy import exc

    if type(error) in {exc.OperationalError, exc.DatabaseError}:  # their kin tell of faulty statements
        reason = str(getattr(error, "orig", error)).strip().splitlines()[0]
        return f"eventhub: DATABASE_URL: the database does not answer: {reason}"
    return None


if __name__ == "__main__":
    main()
