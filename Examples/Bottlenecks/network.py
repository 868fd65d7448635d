"""Servers whose connections are not taken, whose answers are too large, or that refuse."""

import asyncio
import time

from serving import ANSWER, loop, status


def short_queue(port, other):
    """One connection for each request, and room for few of them in the queue."""

    async def answer():
        await asyncio.sleep(0.001)
        return ANSWER.replace(b"\r\n", b"\r\nConnection: close\r\n", 1)

    loop(port, answer, backlog=2, closes=True)


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
