"""What all servers here share: answers, servers of one loop, servers of threads."""

import asyncio
import socket
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
        try:
            connection, _ = listener.accept()
        except OSError:
            time.sleep(0.01)
            continue
        if after_accept:
            after_accept(connection)
            continue
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        threading.Thread(target=client, args=(connection,), daemon=True).start()
