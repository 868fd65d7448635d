"""Packages and builds."""
import os
import shutil
import subprocess

from .slow_tools import JMETER, JMETER_CLASSES, LOCUST, VENV
from .tools import BENCHMARKS, DEBUG, SCRIPTS

ALWAYS = {"nginx": "nginx-light", "openssl": "openssl", "taskset": "util-linux",
          "/usr/bin/time": "time"}


def run(*command, **options):
    print("+", *command, flush=True)
    subprocess.run(list(map(str, command)), check=True, **options)


def is_installed(package: str) -> bool:
    state = subprocess.run(["dpkg-query", "-W", "-f", "${db:Status-Status}", package],
                           capture_output=True, text=True)
    return state.stdout == "installed"


def install(packages: list):
    wanted = {package for program, package in ALWAYS.items() if not shutil.which(program)}
    wanted |= {package for package in packages if not is_installed(package)}
    if not wanted:
        return
    if not shutil.which("apt-get"):
        raise SystemExit(f"benchmark: install {', '.join(sorted(wanted))}")
    as_root = [] if os.getuid() == 0 else ["sudo"]
    run(*as_root, "apt-get", "update", "-qq")
    run(*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-qq", "-y",
        "--no-install-recommends", *sorted(wanted), stdout=subprocess.DEVNULL)


def build(*options):
    run("swift", "build", "--package-path", BENCHMARKS, *options)


def prepare_cost(includes_debug: bool):
    install(["valgrind"])
    build("-c", "release")
    if includes_debug:
        build()


def prepare(tools: list):
    install([package for tool in tools for package in tool.packages])
    build("-c", "release")
    if DEBUG in tools:
        build("--build-tests")
    if JMETER in tools:
        run("javac", "-nowarn", "-Xlint:none", "--release", "8", "-cp",
            "/usr/share/java/xstream.jar", "-d", JMETER_CLASSES,
            SCRIPTS / "NoTypePermission.java")
    if LOCUST in tools and not (VENV / "bin" / "locust").exists():
        run("python3", "-m", "venv", VENV)
        run(VENV / "bin" / "pip", "install", "-q", "locust==2.47.0")


def versions(tools: list) -> list:
    """The first line that each tool prints of itself."""
    found = []
    for tool in tools:
        if tool.version:
            printed = subprocess.run(tool.version, capture_output=True, text=True)
            lines = (printed.stdout + printed.stderr).strip().splitlines()
            found.append(lines[0] if lines else tool.name)
        for package in tool.packages if not tool.version else ():
            version = subprocess.run(["dpkg-query", "-W", "-f", "${Package} ${Version}", package],
                                     capture_output=True, text=True).stdout
            found.append(version)
    return found
