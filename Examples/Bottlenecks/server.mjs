// Crippled servers of Node.js, beside those of server.py: server.mjs KIND PORT.

import { pbkdf2 } from "node:crypto";
import { fsyncSync, mkdtempSync, openSync, writeSync } from "node:fs";
import { createServer } from "node:http";

const size = 1_048_576;
let file;

const kinds = {
    // One thread, which computes.
    "node-burning": (answer) => {
        const end = performance.now() + 4;
        while (performance.now() < end);
        answer();
    },
    // Threads that compute on all cores, with the loop idle.
    "node-hashes": (answer) => pbkdf2("word", "salt", 12_000, 32, "sha256", answer),
    // A loop that waits in a call.
    "node-blocked": (answer) => {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
        answer();
    },
    // A loop that waits for storage.
    "node-synced": (answer) => {
        file ??= openSync(mkdtempSync(`${process.env.DISK ?? "."}/node`) + "/log", "w");
        writeSync(file, Buffer.alloc(size), 0, size, 0);
        fsyncSync(file);
        answer();
    },
};

const [kind, port] = process.argv.slice(2);
createServer((_, response) => kinds[kind](() => response.end("ok"))).listen(
    { port: Number(port), host: "127.0.0.1", backlog: 4096 });
