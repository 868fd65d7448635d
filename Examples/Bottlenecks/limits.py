"""Servers that run out of memory, files or storage."""

import asyncio
import os
import resource
import tempfile
import threading
import time

from serving import ANSWER, loop, simple, status, threads


def growing(port, other):
    """More and more objects, all of which are looked through now and then."""
    kept = []
    count = 0

    def work():
        nonlocal count
        count += 1
        kept.extend([str(count + index), index] for index in range(400))
        if count % 500 == 0:
            for _ in range(2):
                for item in kept:
                    item[0]

    simple(port, work)


def files(port, other):
    resource.setrlimit(resource.RLIMIT_NOFILE, (400, 400))
    kept = []

    def work():
        try:
            kept.append(open(os.devnull))
        except OSError:
            return status(500)

    async def answer():
        return work() or ANSWER

    loop(port, answer)


def asking(port, other, limit, keep):
    """Asks another service over a new connection for each request, and keeps what `keep` returns."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
    kept = []

    async def answer():
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", other)
        except OSError:
            return status(500)
        writer.write(b"?\n")
        await reader.readline()
        kept.append(keep(reader, writer))
        return ANSWER

    loop(port, answer)


def leak(port, other):
    """Connections that are never closed."""
    asking(port, other, 1_000, lambda reader, writer: (reader, writer))


def half_closed(port, other):
    """Connections that the other end has closed, and this one keeps."""

    def keep(reader, writer):
        socket = writer.transport.get_extra_info("socket").dup()
        writer.transport.abort()
        return socket

    asking(port, other, 600, keep)


def synced(port, other):
    """A thread for each connection, each of which writes to storage."""
    folder = tempfile.mkdtemp(dir=os.environ.get("DISK", "."))

    def work():
        file = os.open(f"{folder}/{threading.get_ident()}", os.O_CREAT | os.O_WRONLY)
        os.write(file, b"x" * 1_048_576)
        os.fsync(file)
        os.close(file)

    threads(port, work)


def synced_loop(port, other):
    path = tempfile.mkdtemp(dir=os.environ.get("DISK", ".")) + "/log"
    file = os.open(path, os.O_CREAT | os.O_WRONLY)

    def work():
        os.pwrite(file, b"x" * 1_048_576, 0)
        os.fsync(file)

    simple(port, work)


def capped(port, other):
    """More and more memory, of which it may have so much."""
    resource.setrlimit(resource.RLIMIT_AS, (300_000_000, 300_000_000))
    kept = []

    async def answer():
        try:
            kept.append(bytearray(1_000_000))
        except MemoryError:
            return status(500)
        return ANSWER

    loop(port, answer)


def few_files(port, other):
    """Fewer files than clients."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (16, 16))
    threads(port, lambda: time.sleep(0.002))
