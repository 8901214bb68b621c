// Serves dist/logscry.html on the loopback address, for those who would rather not open it from disk.
//
//   node www/serve.mjs [port]     the next free port from there on; 8080 if none is given

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";

const page = fileURLToPath(new URL("../dist/logscry.html", import.meta.url));
const FIRST_PORT = Number(process.argv[2] ?? 8080);
const LAST_PORT = FIRST_PORT + 100;

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.writeHead(405).end();
  } else if (pathname !== "/" && pathname !== "/logscry.html") {
    response.writeHead(404).end();
  } else {
    response.writeHead(200, {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
    });
    response.end(request.method === "GET" ? readFileSync(page) : undefined); // anew each time: it may have been rebuilt
  }
});

let port = FIRST_PORT;
server.on("error", (error) => {
  if (error.code !== "EADDRINUSE" || port === LAST_PORT) {
    console.error(`cannot serve on 127.0.0.1:${port}: ${error.message}`);
    process.exitCode = 1;
    return;
  }
  port += 1;
  server.listen(port, "127.0.0.1");
});
server.on("listening", () => {
  console.log(`\n  file    ${page}`);
  console.log(`  served  http://127.0.0.1:${port}/   (Ctrl-C stops it)\n`);
});
server.listen(port, "127.0.0.1");
