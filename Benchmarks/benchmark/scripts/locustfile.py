import os

from locust import FastHttpUser, constant, task

REQUEST = os.environ["BENCHMARK_REQUEST"]
PATH = "/large" if REQUEST == "large" else "/health"
HEADERS = {"Connection": "close"} if REQUEST == "fresh" else {}


class Visitor(FastHttpUser):
    wait_time = constant(0)

    @task
    def iteration(self):
        if REQUEST == "mixed":
            self.mixed()
        else:
            self.client.get(PATH, headers=HEADERS)

    def mixed(self):
        account = {"user": "ann", "password": "secret"}
        headers = {"Authorization": "Bearer " + self.client.post("/login", json=account).json()["token"]}
        self.read("/items", headers)
        self.read("/items/7", headers)

    def read(self, path, headers):
        with self.client.get(path, headers=headers, catch_response=True) as reply:
            if "lamp" not in reply.text:
                reply.failure("no lamp")
