"""`anxin db`: bring the tables up to date, or say how they stand."""

from typing import Annotated

import typer

from engine.cli.assembly import Assembly
from engine.cli.printing import say
from engine.settings import Settings
from engine.storage import current
from engine.storage import upgrade as upgrade_engine


def add_database(app: typer.Typer, assembly: Assembly) -> None:
    """Add the commands."""
    db = typer.Typer(help="Tables: upgrade, status. 数据库表：升级与状态。", no_args_is_help=True)
    app.add_typer(db, name="db")
    url = Annotated[str, typer.Option("--database", help="SQLAlchemy URL; default ANXIN_DATABASE.")]

    @db.command()
    def upgrade(database: url = "") -> None:
        """Bring the tables up to date; safe to run from several nodes at once.

        升级数据库表结构；可由多个节点同时执行。
        """
        address = database or Settings().database
        upgrade_engine(address)
        assembly.upgrade(address)
        found = current(address)
        say(f"The tables are at {found}.", f"数据库表版本：{found}。")

    @db.command()
    def status(database: url = "") -> None:
        """Say at which version the tables are.

        显示数据库表版本。
        """
        found = current(database or Settings().database)
        say(f"The tables are at {found or 'no version: empty'}.", f"数据库表版本：{found or '空'}。")
