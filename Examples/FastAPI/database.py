"""The database: a pool of connections to Postgres that says how many wait for one.

`DATABASE_URL` names the database (without it there is none), `POOL_SIZE` the connections that
each process may hold, 5 unless said.
"""

import os
from contextlib import asynccontextmanager
from typing import Any, AsyncIterator

from fastapi import HTTPException

size = int(os.environ.get("POOL_SIZE", "5"))
waiting = 0
pool: Any = None


async def open_pool() -> None:
    global pool
    if url := os.environ.get("DATABASE_URL"):
        import asyncpg

        pool = await asyncpg.create_pool(url, min_size=size, max_size=size, timeout=10)


async def close_pool() -> None:
    if pool:
        pool.terminate()


@asynccontextmanager
async def connection() -> AsyncIterator[Any]:
    """A connection of the pool, waited for as long as others have them all."""
    global waiting
    if not pool:
        raise HTTPException(503, "no database: DATABASE_URL is not set")
    waiting += 1
    try:
        found = await pool.acquire()
    finally:
        waiting -= 1
    try:
        yield found
    finally:
        await pool.release(found)


def in_use() -> int:
    return pool.get_size() - pool.get_idle_size() if pool else 0
