"""The cache: Redis, at `REDIS_URL`; without it everything is computed each time."""

import json
import os
from collections.abc import Awaitable, Callable
from typing import Any

hits = 0
misses = 0
redis: Any = None


async def open_cache() -> None:
    global redis
    if url := os.environ.get("REDIS_URL"):
        from redis.asyncio import Redis

        redis = Redis.from_url(url)
        await redis.ping()


async def close_cache() -> None:
    if redis:
        await redis.aclose()


async def cached(key: str, seconds: int, compute: Callable[[], Awaitable[Any]]) -> Any:
    """What the cache holds, or what is computed now and held from then on."""
    global hits, misses
    if not redis:
        return await compute()
    if found := await redis.get(key):
        hits += 1
        return json.loads(found)
    misses += 1
    value = await compute()
    await redis.set(key, json.dumps(value), ex=seconds)
    return value
