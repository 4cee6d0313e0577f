"""`anxin deploy`: send model files to a running server."""

import os
from pathlib import Path
from typing import Annotated, Any

import httpx
import typer

from engine.cli.assembly import Assembly
from engine.cli.printing import is_chinese, print_json, print_problems, refuse, say
from engine.errors import EngineError
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
        try:
            files = model_files(paths)
        except EngineError as error:
            raise refuse(error) from error
        password = os.environ.get("ANXIN_PASSWORD") or typer.prompt("Password", hide_input=True)
        try:
            answer = _send(server, user, password, files)
        except httpx.HTTPError as error:
            say(f"{server} does not answer: {error}", f"服务器 {server} 无响应：{error}", error=True)
            raise typer.Exit(1) from error
        _tell(answer, as_json=as_json)


def _send(server: str, user: str, password: str, files: dict[str, bytes]) -> httpx.Response:
    language = "zh-CN" if is_chinese() else "en"
    headers = {"Accept-Language": language}
    with httpx.Client(base_url=f"{server.rstrip('/')}/api/v1", timeout=60, headers=headers) as client:
        session = client.post("/session", json={"name": user, "password": password})
        if session.is_error:
            return session
        bearer = {"Authorization": f"Bearer {session.json()['token']}"}
        client.cookies.clear()
        upload = [("files", (name, body)) for name, body in files.items()]
        return client.post("/deployments", files=upload, headers=bearer)


def _tell(answer: httpx.Response, *, as_json: bool) -> None:
    data: dict[str, Any] = answer.json()
    if as_json:
        print_json(data)
    elif answer.is_error:
        typer.secho(data.get("detail", answer.reason_phrase), fg="red", err=True)
        print_problems([_problem(found) for found in data.get("problems", [])])
    else:
        for definition in data.get("created", []):
            typer.echo(f"+ {definition['id']}  {definition.get('name') or ''}")
        say(
            f"{len(data.get('created', []))} new versions, {len(data.get('unchanged', []))} unchanged",
            f"新版本 {len(data.get('created', []))} 个，未变化 {len(data.get('unchanged', []))} 个",
        )
    if answer.is_error:
        raise typer.Exit(1)


def _problem(data: dict[str, Any]) -> Problem:
    known = {name: data[name] for name in Problem.__dataclass_fields__ if name in data}
    return Problem(**{**known, "severity": Severity(data["severity"])})
