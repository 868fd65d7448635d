"""Endpoints that each do one thing wrong, and beside them the same done right."""

import asyncio
import logging
import os
import sys
import time

from fastapi import APIRouter
from pydantic import BaseModel

import cache
import database

router = APIRouter()
log = logging.getLogger("stories")
log.addHandler(logging.StreamHandler(sys.stderr))
log.setLevel("WARNING" if os.environ.get("LOG") == "off" else "INFO")
log.propagate = False


# The event loop: a call that blocks it stops every other request of the process.


@router.get("/wait/blocking")
async def wait_blocking() -> str:
    time.sleep(0.02)
    return "waited, and so did all others"


@router.get("/wait/async")
async def wait_async() -> str:
    await asyncio.sleep(0.02)
    return "waited"


@router.get("/wait/threads")
def wait_threads() -> str:
    time.sleep(0.02)  # in one of 40 threads, since this is no `async def`
    return "waited in a thread"


# The processor: pure Python, so a process does one at a time.


@router.get("/primes")
async def primes() -> int:
    return sum(all(n % d for d in range(2, int(n**0.5) + 1)) for n in range(2, 6_000))


# The database pool: each request holds a connection for 50 ms and a little.


@router.get("/stock/{product}")
async def stock(product: int) -> int:
    async with database.connection() as connection:
        await connection.execute("select pg_sleep(0.05)")
        return await connection.fetchval("select stock from products where id = $1", product)


# One row that each request locks for 10 ms: more workers wait for the same lock.


@router.get("/ticket")
async def ticket() -> int:
    async with database.connection() as connection, connection.transaction():
        number = await connection.fetchval(
            "update tickets set last = last + 1 returning last")
        await connection.execute("select pg_sleep(0.01)")
        return number


# Twenty queries where one would do: harmless on loopback, 20 round trips on a network.

@router.get("/order/{number}/line-by-line")
async def order_line_by_line(number: int) -> float:
    async with database.connection() as connection:
        amounts = [
            await connection.fetchval(
                "select amount * price from order_lines join products on id = product_id"
                " where order_id = $1 and line = $2", number, line)
            for line in range(1, 21)
        ]
    return float(sum(amounts))


@router.get("/order/{number}/at-once")
async def order_at_once(number: int) -> float:
    async with database.connection() as connection:
        return float(await connection.fetchval(
            "select sum(amount * price) from order_lines join products on id = product_id"
            " where order_id = $1", number))


# A query that takes its time, and the same behind a cache.


async def best_sellers() -> list[int]:
    async with database.connection() as connection:
        rows = await connection.fetch(
            "select product_id from order_lines join products on id = product_id"
            " group by product_id order by sum(amount * price) desc limit 10")
    return [row["product_id"] for row in rows]


@router.get("/best-sellers")
async def best_sellers_computed() -> list[int]:
    return await best_sellers()


@router.get("/best-sellers/cached")
async def best_sellers_cached() -> list[int]:
    return await cache.cached("best-sellers", 60, best_sellers)


# Logging: every line is formatted and written before the request goes on.


@router.get("/log")
async def log_much() -> str:
    for line in range(200):
        log.info("step %d of 200 of a request that tells everything it does", line)
    return "logged"


# JSON: ten thousand objects are checked and encoded, for a page that shows fifty.


class Point(BaseModel):
    id: int
    name: str
    x: float
    y: float


points = [Point(id=n, name=f"point {n}", x=n / 7, y=n / 11) for n in range(10_000)]


@router.get("/points")
async def all_points() -> list[Point]:
    return points


@router.get("/points/page")
async def page_of_points(first: int = 0, count: int = 50) -> list[Point]:
    return points[first:first + count]


# Memory: what is kept for ever.

leaked: list[bytes] = []


@router.get("/leak")
async def leak() -> int:
    leaked.append(b"x" * 50_000)
    return len(leaked)
