// One small log, and the same packed by the usual tools, so that the tests need none of them.

const at = (second) => `2026-10-14 08:00:${String(second).padStart(2, "0")}`;

/** Ten entries: two with lines that continue them, one out of order, one blank line; in Latin-1 no character is lost. */
export const TEXT = [
  `${at(1)} INFO [main] shop.Till - grün geöffnet`,
  `${at(2)} WARN [w-1] shop.Till - paper low`,
  `${at(4)} ERROR [w-2] shop.Cart - payment failed`,
  "java.lang.IllegalStateException: no stock",
  "\tat shop.Cart.pay(Cart.java:12)",
  `${at(3)} INFO [w-1] shop.Till - late`,
  `${at(5)} INFO [w-1] shop.Till - été`,
  "",
  `${at(6)} DEBUG [w-3] shop.Cart - one`,
  `${at(7)} DEBUG [w-3] shop.Cart - two`,
  `${at(8)} ERROR [w-2] shop.Cart - payment failed again`,
  "\tat shop.Cart.pay(Cart.java:14)",
  `${at(9)} INFO [w-1] shop.Till - closing`,
  `${at(10)} INFO [main] shop.Till - closed`,
  "",
].join("\n");

/** `TEXT` as each tool makes it. */
export const PACKED = Object.fromEntries(
  Object.entries({
    zstd: [
      "KLUv/QRo1QcA4swsHHB9vM75//8/a4BERBRDBESdVU2vms0wourfPgTBSBqH2aKxu4qP0qLe9N1x59+0bnJ5UkV1",
      "JrDzb+cL+f2aDMgBCbV/i++BQBXdH3e37VDrov8lRboiv//c6k1yXbHCbP1aeNmnwUiuqC/7b0m2/rCfkE3btqor",
      "s7t2mHz9exAz2LMt+joSfLItyzsnzd7iOWx2oq8r2hWve8Y9bFHPgl2zMqwfBmQYkGN05SCMg2AQAwkbIIAiCVrZ",
      "Blds4MkEW3gGeEUzExEhpZVCMvPLLUmjmjALu6tJAe9MQr0m5Lku4kmEDsBcrcwLa8RvbjV4cnyy5+8ZKHhrqdI=",
    ],
    xz: [
      "/Td6WFoAAATm1rRGAgAhARwAAAAQz1jM4AJ+APxdABkMApKyqV5mdGpVju4FQG3WDuDZkDqY3sCkMaTI9IjwBsHS",
      "8h19XedWNcVtTE2MwKDYwgHBmtKgyY6HMmVqQYt7eXgDheacRyHpx1k/ulDsPZB9F+o24scWZEc3tEe/LuumTi0W",
      "ou5VGdRHbwWfvZ3dtQ7kBfzEzCnj0x2UT1clIL5UjqUjEZRG6epI2wA62VCLPci/e4eu7oSSXQNXGm3dd2a7ThPD",
      "pB2PnT9FVKfkzBrWh3TBYxLjZDm3WdyKoTLsC5hhPWQg3i4a9n9yk6yBW7owDTTs+eUaKHkaUOovg4I4I4SmykCW",
      "CZOeWChqc0R8XkEh/s92qk6wnQC2lywjs6RprAABmAL/BAAAvr2skbHEZ/sCAAAAAARZWg==",
    ],
    bzip2: [
      "QlpoOTFBWSZTWWygXMIAAHXfnAAwQGN/8D+hnoov/93gACABBAgAMAEsAGqeqNGTJpk0wm0CaNpNMTIaMJgwAAAA",
      "GgAAAAASSJop4KeRNpMnqMI0yNHqZAep6IIVWYz/t19KZWo1pfAEyJAmwgHeep5twzxjHAOUwOGIRiM7j71OC4ID",
      "CzPMCnJqEdYiwR3AfgrWFQcWM6RUCnEMKYQ0qQ1IhmEMwOhpEOEPGYeIczEYhkLHaIcImOG82htGKTeMbNCOA9EN",
      "FyLkONZ6OKDdIL1JUjbYNZlZl+qHyaLxp9PEDiP13qAYeU5ao6mwlVJfNH0ynKuI76IE4J5eJk6ndnKahRv6OREw",
      "tUZFgexDnY4bE6eSsux1xw5gqlMCfWMTTDAWQiBM0XwE5GODm4zZZOUSlyAV7Ig/gfJTR/i7kinChINlAuYQ",
    ],
    lz4: [
      "BCJNGGRApzABAAD+LTIwMjYtMTAtMTQgMDg6MDA6MDEgSU5GTyBbbWFpbl0gc2hvcC5UaWxsIC0gZ3LDvG4gZ2XD",
      "tmZmbmV0CjwAujIgV0FSTiBbdy0xOwCfcGFwZXIgbG93NQAAcDQgRVJST1I2ABMyNgBBQ2FydDYA9it5bWVudCBm",
      "YWlsZWQKamF2YS5sYW5nLklsbGVnYWxTdGF0ZUV4Y2VwdGlvbjogbm8gc3RvY2sKCWF0SQBRLnBheSgJAABBAE86",
      "MTIphQAAEzP2AA26AE9sYXRlMAAAHzUwAAVvw6l0w6kKMgAAcDYgREVCVUczABoz5wAvb25iAAEfNzAABj90d28w",
      "AAAfOEcBFG8gYWdhaW4jAQsfNCMBAR858wAFfmNsb3NpbmczAC8xMEwCBnBjbG9zZWQKAAAAAJk+HGM=",
    ],
  }).map(([tool, lines]) => [tool, Buffer.from(lines.join(""), "base64")]),
);
