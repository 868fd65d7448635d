"""What the application knows of itself, in Prometheus's text format: of one worker process."""

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse

import cache
import database
import stories

router = APIRouter()


@router.get("/metrics", response_class=PlainTextResponse)
async def metrics() -> str:
    gauges = {
        "db_pool_size": database.size if database.pool else 0,
        "db_pool_in_use": database.in_use(),
        "db_pool_waiting": database.waiting,
        "leaked_bytes": sum(map(len, stories.leaked)),
    }
    counters = {"cache_hits_total": cache.hits, "cache_misses_total": cache.misses}
    return "".join(
        f"# TYPE {name} {kind}\n{name} {value}\n"
        for kind, values in [("gauge", gauges), ("counter", counters)]
        for name, value in values.items()
    )
