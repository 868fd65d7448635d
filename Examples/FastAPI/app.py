"""A service to be loaded: a health check, and a small shop with login, catalogue and orders.

Here everything is in memory, and each answer waits a little, as for a database. `stories.py` has
the endpoints with a real one; they answer 503 where there is none.
"""

import asyncio
import csv
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Annotated, AsyncIterator

from fastapi import Depends, FastAPI, Header, HTTPException
from pydantic import BaseModel

import cache
import database
import metrics
import stories


@asynccontextmanager
async def stores(app: FastAPI) -> AsyncIterator[None]:
    await database.open_pool()
    await cache.open_cache()
    yield
    await cache.close_cache()
    await database.close_pool()


app = FastAPI(lifespan=stores)
app.include_router(stories.router)
app.include_router(metrics.router)


@app.get("/health")
async def health() -> dict[str, str]:
    await asyncio.sleep(0.01)
    return {"status": "ok"}


class Account(BaseModel):
    user: str
    password: str


class Login(BaseModel):
    token: str


class Item(BaseModel):
    id: int
    name: str
    price: float
    stock: int


class OrderRequest(BaseModel):
    item: int
    count: int = 1


class Order(BaseModel):
    id: int
    item: int
    count: int
    user: str


with open(Path(__file__).with_name("accounts.csv"), newline="") as file:
    passwords = {row["user"]: row["password"] for row in csv.DictReader(file)}

users: dict[str, str] = {}  # by token
orders: dict[int, Order] = {}
order_ids = count(1)
items = {
    number: Item(id=number, name=f"item {number}", price=9.5 + number, stock=1_000_000)
    for number in range(1, 13)
}
items[12].stock = 3  # is soon sold out


@app.post("/login")
async def login(account: Account) -> Login:
    await asyncio.sleep(0.005)
    if passwords.get(account.user) != account.password:
        raise HTTPException(401, "wrong user or password")
    token = f"t-{account.user}-{len(users)}"
    users[token] = account.user
    return Login(token=token)


async def signed_in(authorization: Annotated[str, Header()] = "") -> str:
    user = users.get(authorization.removeprefix("Bearer "))
    if user is None:
        raise HTTPException(401, "sign in first")
    return user


@app.get("/catalogue")
async def catalogue() -> list[Item]:
    await asyncio.sleep(0.005)
    return list(items.values())


@app.get("/items/{number}")
async def item(number: int) -> Item:
    await asyncio.sleep(0.002)
    if number not in items:
        raise HTTPException(404, "no such item")
    return items[number]


@app.post("/orders", status_code=201)
async def order(wanted: OrderRequest, user: Annotated[str, Depends(signed_in)]) -> Order:
    await asyncio.sleep(0.01)
    found = items.get(wanted.item)
    if found is None:
        raise HTTPException(404, "no such item")
    if found.stock < wanted.count:
        raise HTTPException(409, "sold out")
    found.stock -= wanted.count
    made = Order(id=next(order_ids), item=found.id, count=wanted.count, user=user)
    orders[made.id] = made
    return made


@app.get("/orders/{number}")
async def made_order(number: int, user: Annotated[str, Depends(signed_in)]) -> Order:
    await asyncio.sleep(0.002)
    found = orders.get(number)
    if found is None or found.user != user:
        raise HTTPException(404, "no such order")
    return found
