"""What stands behind a server, a line in and a line out, and the connections to it."""

import asyncio

from serving import ANSWER, burn, serve


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
