// How to read the members of an archive: of one that lies in the file as it is any worker can find that out, so all do, a
// few members at a time, while others are still looked for.

import type { WireUnplanned } from "../wire";
import { type FoundMember, type KnownArchive, takePlan } from "./archive_state";
import type { KnownSource } from "./known_source";
import type { Opener } from "./opener";

/** Some hundredths of a second of work: each group costs two messages. */
const GROUP = 16;
/** So many groups a worker has, so that it never waits for the page. */
const GROUPS_PER_WORKER = 2;

export interface PlanningEvents {
  /** Workers that can be asked. */
  live(): readonly number[];
  /** It is known of some more members how to read them. */
  onPlanned(): void;
}

/** Finds out how to read the members of one archive, as they are found. */
export class Planning {
  private readonly record: KnownSource;
  private readonly archive: KnownArchive;
  private readonly opener: Opener;
  private readonly events: PlanningEvents;
  private readonly epoch: number;
  /** Members before this one are known, or asked about. */
  private next = 0;
  /** How many groups each worker has. */
  private readonly asked = new Map<number, number>();
  private readonly running = new Set<Promise<void>>();
  private isOver = false;
  private hasFailed = false;
  private error: unknown = null;

  constructor(record: KnownSource, archive: KnownArchive, opener: Opener, events: PlanningEvents) {
    this.record = record;
    this.archive = archive;
    this.opener = opener;
    this.events = events;
    this.epoch = record.epoch;
  }

  /** Asks about members that were found, as far as workers have room. */
  goOn(): void {
    while (!this.isOver) {
      const slot = this.idlest();
      const group = slot === null ? [] : this.nextGroup();
      if (slot === null || group.length === 0) {
        break;
      }
      this.asked.set(slot, this.count(slot) + 1);
      const plan = this.plan(slot, group)
        .catch((error: unknown) => {
          this.error ??= error;
          this.isOver = true;
        })
        .finally(() => {
          this.running.delete(plan);
          this.asked.set(slot, this.count(slot) - 1);
          this.goOn();
        });
      this.running.add(plan);
    }
  }

  /** Waits until it is known of all members that were found; whether it is. Rejects if a worker dies. */
  async finish(): Promise<boolean> {
    while (this.running.size > 0) {
      await Promise.all(this.running);
    }
    if (this.error !== null) {
      throw this.error;
    }
    return !this.hasFailed;
  }

  private async plan(slot: number, group: readonly FoundMember[]): Promise<void> {
    const { record, archive, opener } = this;
    opener.introduce(slot, record);
    const { id: source, overrule } = record;
    const members = group.flatMap(unplannedOf);
    const answer = await opener.askOn(
      slot,
      { kind: "planMembers", source, overrule, members },
      record,
    );
    // It was read anew, or closed.
    if (answer === null || record.epoch !== this.epoch || record.archive !== archive) {
      this.isOver = true;
    } else if (answer.head.kind === "membersPlanned") {
      for (const [idx, opened] of answer.head.opened.entries()) {
        takePlan(group[idx], opened);
      }
      this.events.onPlanned();
    } else {
      this.isOver = true;
      this.hasFailed = true;
    }
  }

  private nextGroup(): readonly FoundMember[] {
    const { members } = this.archive;
    const group: FoundMember[] = [];
    for (; this.next < members.length && group.length < GROUP; this.next += 1) {
      const member = members[this.next];
      if (member?.wire.unplanned != null) {
        group.push(member);
      }
    }
    return group;
  }

  private count(slot: number): number {
    return this.asked.get(slot) ?? 0;
  }

  private idlest(): number | null {
    const [idlest] = [...this.events.live()].sort((a, b) => this.count(a) - this.count(b));
    return idlest !== undefined && this.count(idlest) < GROUPS_PER_WORKER ? idlest : null;
  }
}

function unplannedOf({ wire: { place, unplanned } }: FoundMember): readonly WireUnplanned[] {
  return unplanned === null ? [] : [{ place, modified: unplanned }];
}
