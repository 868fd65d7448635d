"""Servers that are crippled in one way each, to be told from each other.

usage: server.py KIND PORT [PORT_BEHIND]

Standard library only. The kinds named behind-… answer lines, as what stands behind another server.
"""

import asyncio
import fcntl
import os
import queue
import resource
import socket
import sys
import tempfile
import threading
import time

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


def burn(seconds):
    """Computes for so long, of this thread's own processor time."""
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


def status(number):
    return b"HTTP/1.1 %d No\r\nContent-Length: 0\r\n\r\n" % number


# Servers of one event loop.


async def serve(port, answer, backlog=4096, closes=False):
    """Answers each request with the bytes that `answer` returns."""

    async def client(reader, writer):
        try:
            while True:
                await reader.readuntil(b"\r\n\r\n")
                writer.write(await answer())
                await writer.drain()
                if closes:
                    break
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(client, "127.0.0.1", port, backlog=backlog)
    await server.serve_forever()


def loop(port, answer, **rest):
    asyncio.run(serve(port, answer, **rest))


def simple(port, work):
    async def answer():
        work()
        return ANSWER

    loop(port, answer)


# Servers of a thread for each connection.


def threads(port, work, backlog=4096, after_accept=None):
    listener = socket.create_server(("127.0.0.1", port), backlog=backlog)

    def client(connection):
        rest = b""
        while True:
            try:
                data = connection.recv(65536)
            except OSError:
                return
            if not data:
                return connection.close()
            rest += data
            while b"\r\n\r\n" in rest:
                _, rest = rest.split(b"\r\n\r\n", 1)
                connection.sendall(work() or ANSWER)

    while True:
        connection, _ = listener.accept()
        if after_accept:
            after_accept(connection)
            continue
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        threading.Thread(target=client, args=(connection,), daemon=True).start()


# What stands behind a server: a line in, a line out.


def behind(port, seconds=0.0, places=100_000, work=0.0, closes=False):
    """`seconds` is the wait for each line, with so many at once, `work` what it computes."""

    async def run():
        limit = asyncio.Semaphore(places)

        async def client(reader, writer):
            try:
                while line := await reader.readline():
                    async with limit:
                        if work:
                            burn(work)
                        if seconds:
                            await asyncio.sleep(seconds)
                    writer.write(line)
                    if closes:
                        break
            except ConnectionError:
                pass
            finally:
                writer.close()

        server = await asyncio.start_server(client, "127.0.0.1", port, backlog=4096)
        await server.serve_forever()

    asyncio.run(run())


class Pool:
    """Connections to a port for a loop, so many at most."""

    def __init__(self, port, size):
        self.port, self.places, self.free = port, asyncio.Semaphore(size), []

    async def ask(self):
        async with self.places:
            if not self.free:
                self.free.append(await asyncio.open_connection("127.0.0.1", self.port))
            reader, writer = self.free.pop()
            writer.write(b"?\n")
            await reader.readline()
            self.free.append((reader, writer))


def pooled(port, other, size):
    async def main():
        pool = Pool(other, size)

        async def answer():
            await pool.ask()
            return ANSWER

        await serve(port, answer)

    asyncio.run(main())


def ask(connection):
    connection.sendall(b"?\n")
    return connection.recv(100)


# The kinds.


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


def half_closed(port, other):
    """Connections that the other end has closed, and this one keeps."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (600, 600))
    kept = []

    async def answer():
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", other)
        except OSError:
            return status(500)
        kept.append(writer.transport.get_extra_info("socket").dup())
        writer.write(b"?\n")
        await reader.readline()
        writer.transport.abort()
        return ANSWER

    loop(port, answer)


def short_queue(port, other):
    """One connection for each request, and room for few of them in the queue."""

    async def answer():
        await asyncio.sleep(0.001)
        return ANSWER.replace(b"\r\n", b"\r\nConnection: close\r\n", 1)

    loop(port, answer, backlog=2, closes=True)


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


def refusing(port, other, number=429, rate=100):
    start, given = time.monotonic(), 0

    async def answer():
        nonlocal given
        if given < (time.monotonic() - start) * rate:
            given += 1
            return ANSWER
        await asyncio.sleep(0.001)
        return status(number)

    loop(port, answer)


def shedding(port, other):
    refusing(port, other, 503)


def large(port, other):
    """A megabyte for each request, which a narrow network takes its time for."""
    body = b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n" + b"x" * 1_000_000

    async def answer():
        return body

    loop(port, answer)


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


KINDS = {
    "healthy": healthy,
    "burning": burning,
    "turns": turns,
    "workers": workers,
    "sleeper": sleeper,
    "blocked": blocked,
    "lock-asleep": lock_asleep,
    "lock-busy": lock_busy,
    "file-lock": file_lock,
    "pool": pool,
    "pool-of-threads": pool_of_threads,
    "waiting": waiting,
    "growing": growing,
    "files": files,
    "half-closed": half_closed,
    "short-queue": short_queue,
    "synced": synced,
    "synced-loop": synced_loop,
    "large": large,
    "refusing": refusing,
    "shedding": shedding,
    "places": places,
    "slowed": slowed,
    "behind": lambda port, other: behind(port, 0.02),
    "behind-few": lambda port, other: behind(port, 0.04, places=6),
    "behind-busy": lambda port, other: behind(port, work=0.005),
    "behind-closing": lambda port, other: behind(port, closes=True),
}

if __name__ == "__main__":
    KINDS[sys.argv[1]](int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0)
