// A service in a cluster that logs one JSON object a line, with objects within and ids that are never seen twice.

const LEVELS = { debug: 0.08, info: 0.85, warn: 0.05, error: 0.02 };
const SERVICES = ["cart", "checkout", "search", "accounts", "shipping"];
const PATHS = [
  "/api/v2/carts/{dec:6}",
  "/api/v2/orders",
  "/api/v2/search?q=lamp&page={dec:1}",
  "/login",
];
const MESSAGES = {
  debug: ["cache hit", "token checked"],
  info: ["request served", "order placed", "parcel {dec:8} handed over", "session renewed"],
  warn: ["slow answer from the store", "retry {dec:1} of 5"],
  error: ["request failed", "the store did not answer within {dec:4} ms"],
};
const PER_LEVEL = 400;

export const json = {
  clock: {
    print: (date) => date.toISOString(),
    millisAt: 20,
    pauseMillis: 60,
  },
  groups: (choose) =>
    Object.entries(LEVELS).map(([level, share]) => ({
      share,
      texts: Array.from({ length: PER_LEVEL }, () => `${entry(level, choose)}\n`),
    })),
};

/** Holes stand within strings, and as bare numbers where `bare` put them. */
function entry(level, choose) {
  const service = choose.of(SERVICES);
  const pod = `${service}-7d9f-${choose.between(1, 13)}`;
  const isError = level === "error";
  const line = {
    timestamp: "{time}",
    level,
    message: choose.of(MESSAGES[level]),
    service,
    host: { name: pod, ip: `10.0.${choose.below(4)}.${choose.between(2, 250)}`, zone: "north-1" },
    request_id: "{hex:8}-{hex:4}-{hex:4}-{hex:12}",
    http: {
      method: choose.of(["GET", "GET", "GET", "POST", "PUT"]),
      path: choose.of(PATHS),
      status: isError ? choose.of([500, 502, 503]) : choose.of([200, 200, 201, 204, 304, 404]),
      duration_ms: bare(3),
    },
    user: { id: bare(6), plan: choose.of(["free", "team", "company"]) },
    tags: choose.of([["web"], ["web", "canary"], []]),
  };
  if (isError) line.error = failure(service);
  return JSON.stringify(line).replace(/"bare:(\d+)"/g, "{dec:$1}");
}

const bare = (digits) => `bare:${digits}`;

function failure(service) {
  const stack = ["store.read", "service.handle", "router.dispatch", "server.serve"];
  return {
    kind: "StoreTimeout",
    message: 'no answer from "store-{dec:1}"',
    stack: stack.map((name) => `    at ${service}.${name}({dec:3})`).join("\n"),
  };
}
