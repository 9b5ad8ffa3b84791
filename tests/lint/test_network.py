import ast
import socket

import pytest

NETWORK = {
    "aiohttp",
    "asyncio",
    "ftplib",
    "http",
    "httpx",
    "imaplib",
    "poplib",
    "requests",
    "smtplib",
    "socket",
    "socketserver",
    "ssl",
    "telnetlib",
    "urllib3",
    "webbrowser",
    "xmlrpc",
    "PySide6.QtNetwork",
    "PySide6.QtWebSockets",
    "PySide6.QtWebEngineWidgets",
    "urllib.request",
    "xml.sax",  # reads over the network if told to: it brings urllib.request and ssl, which take 60 ms
}
LOCAL = {"QLocalServer", "QLocalSocket"}  # one window per machine, no network


def reached(tree_):
    """Every module or name an import statement, ``import_module`` or ``__import__`` reaches for."""
    for node in ast.walk(tree_):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "PySide6.QtNetwork" and {alias.name for alias in node.names} <= LOCAL:
                continue
            yield node.module, node.lineno
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)
        elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if called in {"import_module", "__import__"}:
                yield str(node.args[0].value), node.lineno


def is_network(module):
    parts = module.split(".")
    return any(".".join(parts[: i + 1]) in NETWORK for i in range(len(parts)))


def test_nothing_in_the_program_can_reach_the_network(tree):
    found = [
        f"{tree.name(file)}:{line} {module}"
        for file in tree.python("app", "ui")
        for module, line in reached(tree.parsed(file))
        if is_network(module)
    ]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "import socket",
        "import urllib.request",
        "from urllib import request",
        "from http.client import HTTPConnection",
        "import importlib\nimportlib.import_module('ssl')",
        "from PySide6 import QtNetwork",
        "from PySide6.QtNetwork import QTcpSocket",
    ],
)
def test_the_check_sees_every_way_to_import(line):
    assert any(is_network(module) for module, _ in reached(ast.parse(line)))


@pytest.mark.parametrize(
    "line", ["import urllib.parse", "from PySide6.QtNetwork import QLocalServer", "import sockets"]
)
def test_the_check_leaves_the_rest_alone(line):
    assert not any(is_network(module) for module, _ in reached(ast.parse(line)))


@pytest.mark.parametrize("address", [("127.0.0.1", 9), ("::1", 9, 0, 0)])
def test_a_test_that_connects_is_stopped(address):
    family = socket.AF_INET6 if len(address) == 4 else socket.AF_INET
    with socket.socket(family) as door, pytest.raises(pytest.fail.Exception, match="reached for the network"):
        door.connect(address)


def test_a_test_that_asks_for_a_name_is_stopped():
    with pytest.raises(pytest.fail.Exception, match="reached for the network"):
        socket.getaddrinfo("localhost", 80)
