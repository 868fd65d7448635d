"""Servers that are short of a processor, or of one core of it."""

import asyncio
import hashlib
import os
import socket

from serving import ANSWER, burn, simple, threads


def healthy(port, other):
    simple(port, lambda: None)


def burning(port, other):
    simple(port, lambda: burn(0.004))


def turns(port, other):
    """Threads that compute, of which an interpreter lets one run at a time."""
    threads(port, lambda: burn(0.004))


def workers(port, other):
    """A process for each core, all of which compute."""
    listener = socket.create_server(("127.0.0.1", port), backlog=4096, reuse_port=True)
    listener.close()

    async def run():
        async def client(reader, writer):
            try:
                while True:
                    await reader.readuntil(b"\r\n\r\n")
                    burn(0.004)
                    writer.write(ANSWER)
            except (asyncio.IncompleteReadError, ConnectionError):
                pass
            finally:
                writer.close()

        server = await asyncio.start_server(
            client, "127.0.0.1", port, backlog=4096, reuse_port=True)
        await server.serve_forever()

    children = []
    for _ in range(os.cpu_count() - 1):
        child = os.fork()
        if child == 0:
            asyncio.run(run())
        children.append(child)
    asyncio.run(run())


def hashes(port, other):
    """Threads whose work an interpreter lets run side by side, on all cores."""
    threads(port, lambda: hashlib.pbkdf2_hmac("sha256", b"word", b"salt", 8_000) and None)
