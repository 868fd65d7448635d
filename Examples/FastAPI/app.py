"""A service whose health check awaits 10 ms before it answers."""

import asyncio

from fastapi import FastAPI

app = FastAPI()


@app.get("/health")
async def health() -> dict[str, str]:
    await asyncio.sleep(0.01)
    return {"status": "ok"}
