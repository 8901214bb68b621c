// Makes the sample incident in www/sample/: invented, the same bytes every time.
//
//   node www/tools/make_sample.mjs
//
// The story: a shop with a gateway, a payment service in two zones and an order service. At 09:12:30 build 812 is
// rolled out to zone eu-central-1b; its new client waits for the card network through a pool that is too small.
// From 09:13 its authorisations time out after 3 s, the gateway answers 504 and 502, orders are cancelled. At 09:24:10
// the build is rolled back. Zone 1a, on build 811, is fine throughout. One request id leads through all three files.

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), "../sample");
const START = Date.UTC(2026, 9, 14, 8, 50, 0);
const MINUTE = 60_000;
const END = START + 40 * MINUTE;
const DEPLOY = START + 22.5 * MINUTE;
const BREAKS = DEPLOY + 31_000;
const ROLLBACK = START + 34.17 * MINUTE;
const MAX_TRACES = 30;

const random = seeded(812);
const pick = (values) => values[Math.floor(random() * values.length)];
const between = (low, high) => low + Math.floor(random() * (high - low + 1));
const hex = (digits) =>
  Array.from({ length: digits }, () => pick([..."0123456789abcdef"])).join("");

const gateway = [];
const payments = [];
const orders = [];
let traceCount = 0;

makeTraffic();
makePaymentsLife();
write("gateway-access.log", gateway);
write("payments.log", payments);
write("orders.jsonl", orders);

function makeTraffic() {
  for (let at = START; at < END; at += between(1850, 5600)) {
    const kind = random();
    if (kind < 0.42) browse(at);
    else if (kind < 0.47) miss(at);
    else checkout(at);
  }
}

function browse(at) {
  const path = pick([
    "/api/v2/products?page=1",
    "/api/v2/products?page=3",
    "/api/v2/cart",
    `/api/v2/products/${between(1000, 9999)}`,
    "/healthz",
    "/static/app.9f31c2.js",
  ]);
  access({
    at,
    took: between(3, 48),
    request: `GET ${path}`,
    status: random() < 0.1 ? 304 : 200,
    bytes: between(180, 24_000),
    id: hex(12),
  });
}

function miss(at) {
  access({
    at,
    took: between(2, 9),
    request: pick([
      "GET /favicon.ico",
      "GET /wp-login.php",
      "GET /api/v1/cart",
      "POST /api/v2/session",
    ]),
    status: pick([404, 404, 410, 401]),
    bytes: 153,
    id: hex(12),
  });
}

/** One checkout through gateway, orders and payments. */
function checkout(at) {
  const id = hex(12);
  const zone = random() < 0.5 ? "eu-central-1a" : "eu-central-1b";
  const isDeployed = zone === "eu-central-1b" && at >= DEPLOY && at < ROLLBACK;
  const isBroken = isDeployed && at >= BREAKS && random() < 0.86;
  const context = {
    id,
    zone,
    build: isDeployed ? 812 : 811,
    node: `payments-${zone.slice(-1)}${between(1, 3)}`,
    thread: `http-nio-8080-exec-${between(1, 40)}`,
    order: `ord_${between(700_000, 799_999)}`,
    cents: between(490, 24_990),
  };
  order(at + 6, context, "info", "order received", { items: between(1, 6) });
  if (isBroken) fail(at, context);
  else if (random() < 0.015) decline(at, context);
  else pay(at, context);
}

function pay(at, context) {
  const took = between(90, 420);
  payment(
    at + 12,
    context,
    "INFO",
    "PaymentController",
    `authorize order=${context.order} amount=${euros(context.cents)} EUR`,
  );
  payment(
    at + 12 + took,
    context,
    took > 390 ? "WARN" : "INFO",
    "CardNetworkClient",
    took > 390
      ? `slow answer from card network: ${took} ms (limit 400 ms)`
      : `authorized in ${took} ms`,
  );
  order(at + 20 + took, context, "info", "order confirmed", { duration_ms: took + 14 });
  access({
    at: at + took + 26,
    took: took + 26,
    request: "POST /api/v2/checkout",
    status: 201,
    bytes: 412,
    id: context.id,
  });
}

function decline(at, context) {
  payment(
    at + 12,
    context,
    "INFO",
    "PaymentController",
    `authorize order=${context.order} amount=${euros(context.cents)} EUR`,
  );
  payment(
    at + 240,
    context,
    "WARN",
    "CardNetworkClient",
    "card declined: code=51 insufficient funds",
  );
  order(at + 252, context, "warn", "order declined", { reason: "card_declined", duration_ms: 246 });
  access({
    at: at + 260,
    took: 260,
    request: "POST /api/v2/checkout",
    status: 402,
    bytes: 188,
    id: context.id,
  });
}

function fail(at, context) {
  payment(
    at + 12,
    context,
    "INFO",
    "PaymentController",
    `authorize order=${context.order} amount=${euros(context.cents)} EUR`,
  );
  if (random() < 0.22) {
    payment(
      at + 14,
      context,
      "ERROR",
      "CardNetworkClient",
      `no connection available: pool=cardnet max=4 leased=4 pending=${between(12, 60)}`,
    );
    order(at + 31, context, "error", "order cancelled", {
      reason: "payment_unavailable",
      duration_ms: 25,
    });
    access({
      at: at + 34,
      took: 34,
      request: "POST /api/v2/checkout",
      status: 502,
      bytes: 166,
      id: context.id,
    });
    return;
  }
  payment(
    at + 1512,
    context,
    "WARN",
    "CardNetworkClient",
    "no answer within 1500 ms, retrying (attempt 2 of 2)",
  );
  payment(
    at + 3013,
    context,
    "ERROR",
    "CardNetworkClient",
    `authorisation failed order=${context.order}: Read timed out after 3000 ms${trace()}`,
  );
  order(at + 3021, context, "error", "order cancelled", {
    reason: "payment_timeout",
    duration_ms: 3015,
  });
  access({
    at: at + 3000,
    took: 3000,
    request: "POST /api/v2/checkout",
    status: 504,
    bytes: 176,
    id: context.id,
  });
}

/** What the payment service says of itself: start, health, the breaker. */
function makePaymentsLife() {
  const say = (at, node, level, logger, text, thread = "main") =>
    payments.push({
      at,
      text: paymentLine(
        at,
        {
          node,
          thread,
          id: "-",
          build:
            logger === "Application"
              ? (text.match(/\d+/)?.[0] ?? 811)
              : node.startsWith("payments-b") && at >= DEPLOY && at < ROLLBACK
                ? 812
                : 811,
        },
        level,
        logger,
        text,
      ),
    });
  for (let at = START + 4000; at < END; at += MINUTE) {
    for (const node of ["payments-a1", "payments-b2"]) {
      const isBad = node === "payments-b2" && at >= BREAKS && at < ROLLBACK;
      say(
        at + between(0, 900),
        node,
        isBad ? "WARN" : "DEBUG",
        "PoolMetrics",
        `pool=cardnet leased=${isBad ? 4 : between(3, 11)} max=${node === "payments-b2" && at >= DEPLOY && at < ROLLBACK ? 4 : 40} pending=${isBad ? between(14, 70) : 0}`,
        "metrics-1",
      );
    }
  }
  for (const [idx, node] of ["payments-b1", "payments-b2", "payments-b3"].entries()) {
    say(DEPLOY - 4000 + idx * 3000, node, "INFO", "Application", "build 811 shutting down");
    say(DEPLOY + idx * 3000, node, "INFO", "Application", "build 812 starting, zone=eu-central-1b");
    say(
      DEPLOY + 2400 + idx * 3000,
      node,
      "INFO",
      "Application",
      "build 812 ready in 2.4 s, cardnet.pool.max=4",
    );
    say(
      ROLLBACK + idx * 2000,
      node,
      "INFO",
      "Application",
      "build 811 starting, zone=eu-central-1b",
    );
    say(
      BREAKS + 95_000 + idx * 700,
      node,
      "FATAL",
      "CircuitBreaker",
      "cardnet breaker open: 50 of the last 60 calls failed",
      "breaker-1",
    );
    say(
      ROLLBACK + 6000 + idx * 700,
      node,
      "INFO",
      "CircuitBreaker",
      "cardnet breaker closed",
      "breaker-1",
    );
  }
}

function access({ at, took, request, status, bytes, id }) {
  const agent = pick(["shop-android/7.14", "shop-ios/7.13", "Mozilla/5.0 (X11; Linux x86_64)"]);
  gateway.push({
    at,
    text: `10.${between(1, 9)}.${between(0, 255)}.${between(1, 254)} - - [${clfTime(at)}] "${request} HTTP/1.1" ${status} ${bytes} "-" "${agent}" rt=${(took / 1000).toFixed(3)} request_id=${id}`,
  });
}

function payment(at, context, level, logger, text) {
  payments.push({ at, text: paymentLine(at, context, level, logger, text) });
}

function paymentLine(at, context, level, logger, text) {
  // A trace follows on lines of its own; what is known of the request ends the first line.
  const [, first, rest] = /^([^\n]*)(.*)$/s.exec(text);
  const request = context.id === "-" ? "" : ` request_id=${context.id}`;
  const known = `${request} node=${context.node} build=${context.build}`;
  return `${new Date(at).toISOString().replace("T", " ").replace("Z", "").replace(".", ",")} ${level.padEnd(5)} [${context.thread}] com.example.pay.${logger} - ${first}${known}${rest}`;
}

function order(at, context, level, message, more) {
  orders.push({
    at,
    text: JSON.stringify({
      time: new Date(at).toISOString(),
      level,
      msg: message,
      request_id: context.id,
      order_id: context.order,
      zone: context.zone,
      amount_eur: Number(euros(context.cents)),
      ...more,
    }),
  });
}

function trace() {
  traceCount += 1;
  if (traceCount > MAX_TRACES && random() > 0.04) return "";
  return [
    "",
    "java.net.SocketTimeoutException: Read timed out",
    "\tat java.base/sun.nio.ch.NioSocketImpl.timedRead(NioSocketImpl.java:288)",
    "\tat java.base/java.net.Socket$SocketInputStream.read(Socket.java:1099)",
    "\tat org.apache.http.impl.io.SessionInputBufferImpl.fillBuffer(SessionInputBufferImpl.java:153)",
    "\tat com.example.pay.CardNetworkClient.await(CardNetworkClient.java:212)",
    "\tat com.example.pay.CardNetworkClient.authorize(CardNetworkClient.java:148)",
    "\tat com.example.pay.PaymentController.authorize(PaymentController.java:67)",
    "\t... 41 more",
  ].join("\n");
}

function write(name, lines) {
  lines.sort((a, b) => a.at - b.at);
  mkdirSync(FOLDER, { recursive: true });
  const text = `${lines.map((line) => line.text).join("\n")}\n`;
  writeFileSync(join(FOLDER, name), text);
  console.log(`  ${name.padEnd(20)} ${lines.length} entries, ${Buffer.byteLength(text)} bytes`);
}

function clfTime(at) {
  const [, day, month, year] = /, (\d+) (\w+) (\d+)/.exec(new Date(at).toUTCString());
  return `${day}/${month}/${year}:${new Date(at).toISOString().slice(11, 19)} +0000`;
}

function euros(cents) {
  return (cents / 100).toFixed(2);
}

/** The same numbers every time. */
function seeded(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}
