"""`anxin deploy`: send model files to a running server."""

import os
from pathlib import Path
from typing import Annotated, Any

import httpx
import typer

from engine.cli.assembly import Assembly
from engine.cli.printing import is_chinese, print_json, print_problems, say
from engine.model.problem import Problem, Severity
from engine.testing.folder import model_files


def add_deploy(app: typer.Typer, _assembly: Assembly) -> None:
    """Add the command."""

    @app.command()
    def deploy(
        paths: Annotated[list[Path], typer.Argument(help="Files or folders with .bpmn, .dmn and forms.")],
        server: Annotated[str, typer.Option(help="Address of the server.")] = "http://127.0.0.1:8000",
        user: Annotated[str, typer.Option(help="Who deploys.", envvar="ANXIN_USER")] = "owner",
        as_json: Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")] = False,
    ) -> None:
        """Deploy models, decision tables and forms to a running server.

        The password is read from ANXIN_PASSWORD or asked for. What has not changed gets no new version.
        Ends with 1 if the server refuses; then every problem is listed and nothing has been deployed.

        将模型、决策表与表单部署到服务器；被拒绝时列出全部问题，不做任何更改。
        """
        files = model_files(paths)
        password = os.environ.get("ANXIN_PASSWORD") or typer.prompt("Password", hide_input=True)
        try:
            is_done, data = _send(server, user, password, files)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            say(f"{server} does not answer: {error}", f"服务器 {server} 无响应：{error}", error=True)
            raise typer.Exit(1) from error
        except ValueError as error:
            say(f"{server} is no server of Anxin.", f"{server} 不是安心售后的服务器。", error=True)
            raise typer.Exit(1) from error
        _tell(data, as_json=as_json, is_done=is_done)
        if not is_done:
            raise typer.Exit(1)


def _send(server: str, user: str, password: str, files: dict[str, bytes]) -> tuple[bool, dict[str, Any]]:
    language = "zh-CN" if is_chinese() else "en"
    headers = {"Accept-Language": language}
    with httpx.Client(base_url=f"{server.rstrip('/')}/api/v1", timeout=60, headers=headers) as client:
        is_open, session = _read(client.post("/session", json={"name": user, "password": password}), "token")
        if not is_open:
            return False, session
        bearer = {"Authorization": f"Bearer {session['token']}"}
        client.cookies.clear()
        upload = [("files", (name, body)) for name, body in files.items()]
        return _read(client.post("/deployments", files=upload, headers=bearer), "created")


def _read(answer: httpx.Response, expected: str) -> tuple[bool, dict[str, Any]]:
    """Return whether the server did it, and what it says: what was expected or the detail of a problem.

    Raises:
        ValueError: no answer of ours.
    """
    data = answer.json()
    if not isinstance(data, dict) or (expected if answer.is_success else "detail") not in data:
        raise ValueError(data)
    return answer.is_success, data


def _tell(data: dict[str, Any], *, as_json: bool, is_done: bool) -> None:
    if as_json:
        print_json(data)
    elif not is_done:
        typer.secho(data["detail"], fg="red", err=True)
        print_problems([_problem(found) for found in data.get("problems", [])])
    else:
        for definition in data["created"]:
            typer.echo(f"+ {definition['id']}  {definition.get('name') or ''}")
        say(
            f"{len(data['created'])} new versions, {len(data['unchanged'])} unchanged",
            f"新版本 {len(data['created'])} 个，未变化 {len(data['unchanged'])} 个",
        )


def _problem(data: dict[str, Any]) -> Problem:
    known = {name: data[name] for name in Problem.__dataclass_fields__ if name in data}
    return Problem(**{**known, "severity": Severity(data["severity"])})
