// Our command and the peers on the same file; how many times as long as ours each of them takes.

import { timeCommand } from "../measure/native.mjs";
import { PEERS, whyMissing } from "../measure/peers.mjs";
import { queryOf, SEARCHES } from "../searches.mjs";
import { PAGE_SECONDS } from "./page.mjs";

const OURS = "logscry summary";

/** Adds what there is to say of commands on the file at `path`, which is of the kind `kind`. */
export async function commandFigures(figures, kind, path, { ours, rounds, progress }) {
  const peers = PEERS.filter(({ kinds }) => kinds?.includes(kind) ?? true);
  const outputs = new Map();
  for (let round = 0; round < rounds; round += 1) {
    progress(`round ${round + 1}: ${OURS}`);
    addRun(figures, OURS, await timeCommand(ours, () => ["summary", path], path));
    if (kind === "log4j") await addSearches(figures, path, ours, progress, round);
    for (const peer of peers.filter(({ isSlow }) => round === 0 || !isSlow)) {
      const missing = round === 0 ? whyMissing(peer) : (outputs.get(peer)?.missing ?? null);
      if (missing !== null) {
        figures.note(peer.name, "MB/s", missing);
        outputs.set(peer, { missing });
        continue;
      }
      progress(`round ${round + 1}: ${peer.name}`);
      const run = await timeCommand(peer.command, (folder) => peer.args(path, folder), path);
      addRun(figures, peer.name, run);
      const isKnown = peer.isKnown?.(run.output) ?? true;
      outputs.set(peer, { missing: isKnown ? null : peer.unknown });
    }
  }
  const wholePeers = peers.filter(({ isWhole }) => isWhole ?? true);
  for (const peer of wholePeers) addRatios(figures, kind, peer, outputs.get(peer).missing);
}

async function addSearches(figures, path, ours, progress, round) {
  for (const [search, [text]] of Object.entries(SEARCHES)) {
    progress(`round ${round + 1}: logscry entries, ${search}`);
    const args = ["entries", "--query", queryOf(text), path];
    addRun(figures, `logscry entries, ${search}`, await timeCommand(ours, () => args, path));
  }
}

function addRun(figures, name, run) {
  figures.add(`${name}: wall time`, "s", run.seconds);
  figures.add(name, "MB/s", run.rate);
  if (run.cpuRate !== null) figures.add(`${name} by CPU second`, "MB", run.cpuRate);
  if (run.peakMB !== null) figures.add(`${name}: peak RSS`, "MB", run.peakMB);
}

function addRatios(figures, kind, { name, pageBudget, summaryBudget, budgetKinds }, missing) {
  const isHeld = budgetKinds?.includes(kind) ?? true;
  const sides = [
    ["the page", PAGE_SECONDS, pageBudget],
    ["logscry summary", `${OURS}: wall time`, summaryBudget],
  ];
  for (const [side, seconds, budget] of sides) {
    const what = `${name}: times as long as ${side}`;
    const held = isHeld ? (budget ?? null) : null;
    const theirs = figures.median(`${name}: wall time`);
    const mine = figures.median(seconds);
    if (missing !== null) figures.note(what, "", missing, held);
    else if (mine === null) figures.note(what, "", "the page was not measured in this run", held);
    else figures.add(what, "", theirs / mine, held);
  }
}
