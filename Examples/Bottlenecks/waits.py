"""Servers that have a processor to spare, and wait."""

import asyncio
import concurrent.futures
import fcntl
import os
import queue
import socket
import subprocess
import tempfile
import threading
import time

from behind import ask, pooled
from serving import ANSWER, burn, loop, serve, simple, threads


def sleeper(port, other):
    """A loop that sleeps in a call."""
    simple(port, lambda: time.sleep(0.02))


def blocked(port, other):
    """A loop that waits for another service in a call."""
    connection = socket.create_connection(("127.0.0.1", other))
    simple(port, lambda: ask(connection))


def lock_asleep(port, other):
    lock = threading.Lock()

    def work():
        with lock:
            time.sleep(0.02)

    threads(port, work)


def lock_busy(port, other):
    lock = threading.Lock()

    def work():
        with lock:
            burn(0.008)

    threads(port, work)


def file_lock(port, other):
    """Processes that wait for a lock of a file, one request at a time each."""
    path = tempfile.mkstemp()[1]
    listener = socket.create_server(("127.0.0.1", port), backlog=4096)

    def run():
        file = open(path)

        def work():
            fcntl.flock(file, fcntl.LOCK_EX)
            time.sleep(0.02)
            fcntl.flock(file, fcntl.LOCK_UN)

        while True:
            connection, _ = listener.accept()
            rest = b""
            while data := connection.recv(65536):
                rest += data
                if b"\r\n\r\n" in rest:
                    work()
                    connection.sendall(ANSWER)
                    rest = b""
            connection.close()

    for _ in range(40):
        if os.fork() == 0:
            run()
    while True:
        time.sleep(60)


def pool(port, other):
    pooled(port, other, 5)


def pool_of_threads(port, other):
    connections = queue.Queue()
    for _ in range(5):
        connections.put(socket.create_connection(("127.0.0.1", other)))

    def work():
        connection = connections.get(timeout=30)
        ask(connection)
        connections.put(connection)

    threads(port, work)


def waiting(port, other):
    """Connections for all requests, to a service that waits itself, or computes."""
    pooled(port, other, 10_000)


def places(port, other):
    """Four places inside, for which requests wait."""

    async def main():
        limit = asyncio.Semaphore(4)

        async def answer():
            async with limit:
                await asyncio.sleep(0.02)
            return ANSWER

        await serve(port, answer)

    asyncio.run(main())


def slowed(port, other):
    """So many requests a second, the others wait their turn."""
    turn = 0.0

    async def answer():
        nonlocal turn
        now = time.monotonic()
        turn = max(now, turn) + 1 / 150
        await asyncio.sleep(turn - now)
        return ANSWER

    loop(port, answer)


def child(port, other):
    """A loop that waits for a program."""
    simple(port, lambda: subprocess.run(["sleep", "0.02"], check=True) and None)


def few_threads(port, other):
    """Four threads that read and answer, beside a main one that only looks after them."""
    listener = socket.create_server(("127.0.0.1", port), backlog=4096)

    def work():
        while True:
            connection, _ = listener.accept()
            if connection.recv(65536):
                time.sleep(0.02)
                connection.sendall(ANSWER.replace(b"\r\n", b"\r\nConnection: close\r\n", 1))
            connection.close()

    for _ in range(4):
        threading.Thread(target=work, daemon=True).start()
    while True:
        time.sleep(0.1)


def helpers(port, other):
    """A loop that reads everything, and four threads that do the work."""
    pool = concurrent.futures.ThreadPoolExecutor(4)

    async def answer():
        await asyncio.get_running_loop().run_in_executor(pool, time.sleep, 0.02)
        return ANSWER

    loop(port, answer)


def metered(port, other):
    """So many bytes a second to all clients together, by the server's own count."""
    turn = 0.0
    body = b"HTTP/1.1 200 OK\r\nContent-Length: 20000\r\n\r\n" + b"x" * 20_000

    async def answer():
        nonlocal turn
        now = time.monotonic()
        turn = max(now, turn) + len(body) / 2_000_000
        await asyncio.sleep(turn - now)
        return body

    loop(port, answer)
