// A shop's server in Java: time, level, thread, logger, message; stack traces with causes below the errors.

const LOGGERS = [
  "order.OrderService",
  "cart.CartController",
  "stock.StockKeeper",
  "pay.PaymentGateway",
];
const THREADS = ["http-nio-8080-exec-", "order-worker-", "scheduler-", "kafka-consumer-"];
const MESSAGES = {
  DEBUG: [
    "cache lookup cart:{dec:6} took {dec:2} ms, hit=true",
    "row mapper read {dec:3} columns for order {dec:7}",
  ],
  INFO: [
    "order {dec:7} accepted for customer {dec:6}: {dec:1} items, total {dec:3}.{dec:2} EUR",
    "request {hex:16} GET /api/v2/carts/{dec:6} answered 200 in {dec:3} ms",
    "request {hex:16} POST /api/v2/orders answered 201 in {dec:3} ms",
    "reserved {dec:2} of article {dec:6} in warehouse north-{dec:1}",
    "consumed offset {dec:9} of topic orders, partition {dec:1}, lag {dec:3}",
    "session {hex:16} ends after {dec:4} s",
  ],
  WARN: [
    "retry {dec:1} of 5 for payment {hex:16}: the gateway answered 503 after {dec:4} ms",
    "connection pool shop-db is at {dec:2} of 100, {dec:2} wait",
  ],
  ERROR: [
    "payment {hex:16} for order {dec:7} failed",
    "cannot reserve article {dec:6}: no answer within {dec:4} ms",
  ],
};
const EXCEPTIONS = [
  "com.example.shop.pay.PaymentRefusedException: refused with code {dec:3}",
  "java.net.SocketTimeoutException: Read timed out",
  "java.lang.IllegalStateException: order {dec:7} is closed",
  "org.example.pool.PoolExhaustedException: no connection within {dec:4} ms",
];
const FRAMES = [
  "com.example.shop.pay.PaymentGateway.charge(PaymentGateway.java:",
  "com.example.shop.order.OrderService.place(OrderService.java:",
  "com.example.shop.web.OrderController.post(OrderController.java:",
  "org.example.web.servlet.Dispatcher.doDispatch(Dispatcher.java:",
  "org.example.web.filter.ChainedFilter.doFilter(ChainedFilter.java:",
  "org.example.jdbc.Template.execute(Template.java:",
  "java.base/java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:",
];
const LEVELS = { DEBUG: 0.08, INFO: 0.85, WARN: 0.05, ERROR: 0.02 };
const PER_LEVEL = 400;

export const log4j = {
  clock: {
    print: (date) => date.toISOString().replace("T", " ").replace(".", ",").slice(0, 23),
    millisAt: 20,
    pauseMillis: 20,
  },
  /** Groups of entries with the share of each. */
  groups: (choose) =>
    Object.entries(LEVELS).map(([level, share]) => ({
      share,
      texts: Array.from({ length: PER_LEVEL }, () => entry(level, choose)),
    })),
};

function entry(level, choose) {
  const thread = `${choose.of(THREADS)}${choose.between(1, 17)}`;
  const logger = `com.example.shop.${choose.of(LOGGERS)}`;
  const line = `{time} ${level.padEnd(5)} [${thread}] ${logger} - ${choose.of(MESSAGES[level])}\n`;
  return level === "ERROR" ? line + trace(choose) : line;
}

function trace(choose) {
  const top = choose.of(EXCEPTIONS) + frames(choose, 8, 24);
  const hasCause = choose.below(2) === 0;
  const cause = hasCause ? `Caused by: ${choose.of(EXCEPTIONS)}${frames(choose, 2, 6)}` : "";
  return hasCause ? `${top}${cause}\t... ${choose.between(3, 40)} more\n` : top;
}

function frames(choose, fewest, end) {
  const frame = () => `\tat ${choose.of(FRAMES)}${choose.between(20, 900)})\n`;
  return `\n${Array.from({ length: choose.between(fewest, end) }, frame).join("")}`;
}
