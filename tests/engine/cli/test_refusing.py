"""Whoever mistypes something is told so, in their language; nobody sees a trace of the program."""

import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from engine.cli import Assembly, make_app

APP = make_app(Assembly())
PASSWORD = {"ANXIN_PASSWORD": "any"}


def run(*arguments: str, **environment: str) -> Result:
    result = CliRunner().invoke(APP, list(arguments), env={"ANXIN_LANG": "en", **environment})
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


@pytest.fixture
def files(tmp_path: Path) -> Mapping[str, str]:
    texts = {"broken.json": '{"a":', "list.json": "[1]", "broken.bpmn": "<definitions", "empty": None}
    for name, text in texts.items():
        if text is None:
            (tmp_path / name).mkdir()
        else:
            (tmp_path / name).write_text(text)
    return {"here": str(tmp_path), **{name: str(tmp_path / name) for name in texts}}


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["feel", "a", "--context", "{broken.json}"], "must be a JSON object"),
        (["feel", "a", "--context", "{list.json}"], "must be a JSON object"),
        (["convert", "{empty}"], "empty cannot be used: Is a directory."),
        (["convert", "{broken.bpmn}"], "BPMN101"),
        (["tck", "{empty}"], "holds no DMN kit"),
        (["check", "{empty}"], "has no model files"),
        (["worker"], "ANXIN_MASTER_KEY must hold"),
        (["audit", "verify"], "ANXIN_MASTER_KEY must hold"),
        (["calendar", "list"], "ANXIN_MASTER_KEY must hold"),
    ],
)
def test_what_cannot_be_used_is_named(files: Mapping[str, str], command: list[str], told: str) -> None:
    for name, path in files.items():
        command = [word.replace(f"{{{name}}}", path) for word in command]

    result = run(*command, ANXIN_MASTER_KEY="")

    assert result.exit_code == 1
    assert told in result.output


class Stranger(BaseHTTPRequestHandler):
    """A web server that is not ours."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.server.says)  # type: ignore[attr-defined] # set where it is started

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.mark.parametrize("says", [b"<html>Welcome!</html>", b"[]", b'{"ok": false}'])
def test_a_server_that_is_not_ours_is_told(says: bytes) -> None:
    with HTTPServer(("127.0.0.1", 0), Stranger) as server:
        server.says = says  # type: ignore[attr-defined] # the handler reads it
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        try:
            result = run("deploy", "processes/visit", "--server", address, **PASSWORD)
        finally:
            server.shutdown()

    assert result.exit_code == 1
    assert "is no server of Anxin" in result.output


@pytest.mark.parametrize("address", ["http://127.0.0.1:1", "ftp://here", "http://[", "nonsense"])
def test_a_server_that_does_not_answer_is_told(address: str) -> None:
    result = run("deploy", "processes/visit", "--server", address, **PASSWORD)

    assert result.exit_code == 1
    assert "does not answer" in result.output


def test_scenarios_of_a_mistyped_path_are_not_those_of_the_folder_around_it(files: Mapping[str, str]) -> None:
    result = run("test", f"{files['here']}/nowhere")

    assert result.exit_code == 2
    assert "does not exist" in result.output


@pytest.mark.parametrize(
    ("lang", "told"), [("en", "Wrong setting: ANXIN_PORT: Input should be"), ("zh", "设置有误：ANXIN_PORT")]
)
def test_a_wrong_setting_is_named(lang: str, told: str) -> None:
    result = run("db", "status", ANXIN_PORT="99999", ANXIN_LANG=lang)

    assert result.exit_code == 2
    assert told in result.output


def test_what_is_missing_is_said_in_chinese(files: Mapping[str, str]) -> None:
    assert "中没有模型文件" in run("check", files["empty"], ANXIN_LANG="zh").output
    assert "请设置至少 32 个字符的 ANXIN_MASTER_KEY" in run("audit", "verify", ANXIN_LANG="zh").output
