"""`anxin user`: accounts from the command line."""

from dataclasses import replace
from typing import Annotated

import typer

from api.access.password import Passwords
from api.access.roles import ROLES
from engine import queries
from engine.bootstrap import Engine
from engine.cli import Assembly
from engine.cli.printing import refuse, say, table
from engine.errors import NotFound
from engine.model.account import Account
from engine.model.query import Paging
from engine.settings import settings_at

_Url = Annotated[str, typer.Option("--database", help="SQLAlchemy URL; default ANXIN_DATABASE.")]
_Name = Annotated[str, typer.Argument(help="The name to sign in with.")]
_LEAST = 10


def add_people(app: typer.Typer, assembly: Assembly) -> None:
    """Add the commands."""
    user = typer.Typer(help="Accounts: add, list, password, disable. 账户管理。", no_args_is_help=True)
    app.add_typer(user, name="user")

    @user.command()
    def add(
        name: _Name,
        role: Annotated[list[str], typer.Option(help=f"One or more of: {', '.join(ROLES)}.")],
        group: Annotated[list[str] | None, typer.Option(help="Candidate groups; default: the roles.")] = None,
        full_name: Annotated[str, typer.Option(help="How others see the account.")] = "",
        database: _Url = "",
    ) -> None:
        """Add an account; the password is asked for.

        新增账户，随后输入密码。
        """
        unknown = sorted(set(role) - set(ROLES))
        if unknown:
            say(f"There is no role {', '.join(unknown)}.", f"没有角色 {', '.join(unknown)}。", error=True)
            raise typer.Exit(2)
        made = Account(name, full_name or name, _asked(), tuple(group or role), tuple(role))
        _save(_open(assembly, database), made, is_new=True)

    @user.command("list")
    def list_(database: _Url = "") -> None:
        """List the accounts.

        列出账户。
        """
        engine = _open(assembly, database)
        found = queries.accounts(engine, Paging(limit=500)).items
        engine.store.close()
        table(
            [{"id": a.id, "name": a.name, "roles": " ".join(a.roles), "active": a.is_active} for a in found]
        )

    @user.command()
    def password(name: _Name, database: _Url = "") -> None:
        """Give an account a new password.

        重设密码。
        """
        engine = _open(assembly, database)
        _save(engine, replace(_known(engine, name), password_hash=_asked()))

    @user.command()
    def disable(name: _Name, database: _Url = "") -> None:
        """Keep an account from signing in; what it has done stays in the record.

        停用账户；其历史记录保留。
        """
        engine = _open(assembly, database)
        _save(engine, replace(_known(engine, name), is_active=False))


def _open(assembly: Assembly, database: str) -> Engine:
    return assembly.engine(settings_at(database))


def _known(engine: Engine, name: str) -> Account:
    found = queries.account(engine, name)
    if found is None:
        raise refuse(NotFound("account", name))
    return found


def _asked() -> str:
    entered: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    if len(entered) < _LEAST:
        say(f"A password has at least {_LEAST} characters.", f"密码至少 {_LEAST} 个字符。", error=True)
        raise typer.Exit(2)
    return Passwords().make(entered)


def _save(engine: Engine, account: Account, *, is_new: bool = False) -> None:
    with engine.store.begin() as tx:
        is_taken = is_new and tx.account(account.id) is not None
        if not is_taken:
            tx.save_account(account)
    engine.store.close()
    if is_taken:
        say(f"There is an account {account.id} already.", f"账户 {account.id} 已存在。", error=True)
        raise typer.Exit(1)
    say(f"{account.id}: {' '.join(account.roles)}", f"{account.id}：{' '.join(account.roles)}")
