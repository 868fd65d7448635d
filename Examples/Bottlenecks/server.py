"""Servers that are crippled in one way each, to be told from each other.

usage: server.py KIND PORT [PORT_BEHIND]

Standard library only. The kinds named behind-… answer lines, as what stands behind another server.
"""

import sys

import behind
import limits
import network
import processor
import waits

KINDS = {
    "healthy": processor.healthy,
    "burning": processor.burning,
    "turns": processor.turns,
    "workers": processor.workers,
    "hashes": processor.hashes,
    "sleeper": waits.sleeper,
    "blocked": waits.blocked,
    "child": waits.child,
    "lock-asleep": waits.lock_asleep,
    "lock-busy": waits.lock_busy,
    "file-lock": waits.file_lock,
    "pool": waits.pool,
    "pool-of-threads": waits.pool_of_threads,
    "waiting": waits.waiting,
    "places": waits.places,
    "slowed": waits.slowed,
    "few-threads": waits.few_threads,
    "helpers": waits.helpers,
    "metered": waits.metered,
    "growing": limits.growing,
    "capped": limits.capped,
    "files": limits.files,
    "few-files": limits.few_files,
    "leak": limits.leak,
    "half-closed": limits.half_closed,
    "synced": limits.synced,
    "synced-loop": limits.synced_loop,
    "short-queue": network.short_queue,
    "large": network.large,
    "refusing": network.refusing,
    "shedding": network.shedding,
    "behind": lambda port, other: behind.behind(port, 0.02),
    "behind-few": lambda port, other: behind.behind(port, 0.04, places=6),
    "behind-busy": lambda port, other: behind.behind(port, work=0.005),
    "behind-closing": lambda port, other: behind.behind(port, closes=True),
}

if __name__ == "__main__":
    KINDS[sys.argv[1]](int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0)
