// A web server's access log in the combined format.

const PATHS = [
  "/",
  "/shop",
  "/shop/lamp-{dec:4}",
  "/api/v2/carts/{dec:6}",
  "/css/site.{hex:8}.css",
  "/login",
];
const AGENTS = [
  "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
  "ExampleBot/2.1 (+https://bot.example.org/)",
  "curl/8.8.0",
];
const REFERRERS = ["-", "https://shop.example.org/", "https://shop.example.org/shop?page={dec:1}"];
/** Kinds of answers with the share of each. */
const ANSWERS = [
  { share: 0.86, statuses: [200, 200, 200, 204] },
  { share: 0.07, statuses: [301, 302, 304] },
  { share: 0.05, statuses: [401, 404] },
  { share: 0.02, statuses: [500, 502, 503] },
];
const PER_ANSWER = 1000;
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

export const access = {
  clock: {
    print(date) {
      const day = String(date.getUTCDate()).padStart(2, "0");
      const time = date.toISOString().slice(11, 19);
      return `${day}/${MONTHS[date.getUTCMonth()]}/${date.getUTCFullYear()}:${time} +0000`;
    },
    millisAt: null,
    pauseMillis: 40,
  },
  groups: (choose) =>
    ANSWERS.map(({ share, statuses }) => ({
      share,
      texts: Array.from({ length: PER_ANSWER }, () => entry(choose.of(statuses), choose)),
    })),
};

function entry(status, choose) {
  const client = `198.51.100.${choose.between(1, 255)}`;
  const user = choose.of(["-", "-", "-", "ada", "grace"]);
  const method = choose.of(["GET", "GET", "GET", "POST"]);
  const size = [204, 304].includes(status) ? "-" : `{dec:${choose.between(3, 6)}}`;
  const request = `"${method} ${choose.of(PATHS)} HTTP/1.1" ${status} ${size}`;
  return `${client} - ${user} [{time}] ${request} "${choose.of(REFERRERS)}" "${choose.of(AGENTS)}"\n`;
}
