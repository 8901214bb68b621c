// The few pictures of the page, drawn here: 16 px, in the colour of the text around them.

import type { JSX } from "preact";

const STROKES = {
  search: "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10ZM10.7 10.7 14 14",
  open: "M2 13V3.5h4l1.5 2H14V13ZM2 7.5h12",
  help: "M6 6.2A2.1 2.1 0 1 1 8.6 8.3C8.1 8.6 8 9 8 9.6M8 12v.2",
  close: "M4 4l8 8M12 4l-8 8",
  next: "M8 3v10M4 9l4 4 4-4",
  previous: "M8 13V3M4 7l4-4 4 4",
  system: "M2.5 3.5h11v7h-11ZM6 13.5h4M8 10.5v3",
  sun: "M8 10.8A2.8 2.8 0 1 0 8 5.2a2.8 2.8 0 0 0 0 5.6ZM8 1.5v1.6M8 12.9v1.6M1.5 8h1.6M12.9 8h1.6M3.4 3.4l1.1 1.1M11.5 11.5l1.1 1.1M3.4 12.6l1.1-1.1M11.5 4.5l1.1-1.1",
  moon: "M13 9.6A5.5 5.5 0 0 1 6.4 3 5.5 5.5 0 1 0 13 9.6Z",
  history: "M2.5 8a5.5 5.5 0 1 0 1.8-4.1M2.5 2.5v2.6h2.6M8 5v3.2l2.2 1.3",
  clock: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 4.8V8l2.2 1.6",
  columns: "M2 3h12v10H2ZM6 3v10M10 3v10",
  copy: "M5.5 5.5h8v8h-8ZM10.5 5.5v-3h-8v8h3",
  bookmark: "M4.5 2.5h7v11L8 10.5l-3.5 3Z",
  panel: "M2 3h12v10H2ZM6 3v10",
  lock: "M3.5 7.5h9v6h-9ZM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5",
  undo: "M5.5 3 2.5 6l3 3M2.5 6h6.7a4.3 4.3 0 0 1 0 7H7",
  check: "M3 8.5 6.5 12 13 4.5",
  fold: "M6 4l4 4-4 4",
  wrap: "M2 3.5h12M2 8h9.5a2.3 2.3 0 0 1 0 4.6H8M2 12.6h2.5M9.8 10.8 8 12.6l1.8 1.8",
  drop: "M8 2v8M4.5 6.8 8 10.3l3.5-3.5M2.5 13.5h11",
} as const;

export type IconName = keyof typeof STROKES;

/** An icon beside a word or in a labelled button; it says nothing by itself. */
export function Icon({ name }: { readonly name: IconName }): JSX.Element {
  return (
    <svg
      class="ls-icon"
      viewBox="0 0 16 16"
      width="16"
      height="16"
      aria-hidden="true"
      focusable="false"
    >
      <path d={STROKES[name]} />
    </svg>
  );
}

/** Shape of a level, mildest first as in the engine: told apart without colour. */
const GLYPHS: readonly { readonly path: string; readonly isFilled: boolean }[] = [
  { path: "M6 8h4", isFilled: false },
  { path: "M8 7.2v1.6", isFilled: false },
  { path: "M8 9.6A1.6 1.6 0 1 0 8 6.4a1.6 1.6 0 0 0 0 3.2Z", isFilled: false },
  { path: "M8 10.2A2.2 2.2 0 1 0 8 5.8a2.2 2.2 0 0 0 0 4.4Z", isFilled: true },
  { path: "M8 4.8 11.2 8 8 11.2 4.8 8Z", isFilled: true },
  { path: "M8 3.5 13 12.5H3Z", isFilled: true },
  { path: "M4.5 4.5l7 7M11.5 4.5l-7 7", isFilled: false },
  { path: "M5.4 2h5.2L14 5.4v5.2L10.6 14H5.4L2 10.6V5.4ZM6 6l4 4M10 6l-4 4", isFilled: false },
];

/** The glyph of a level; its colour comes from the class. */
export function LevelGlyph({
  level,
  name,
}: {
  readonly level: number;
  readonly name: string;
}): JSX.Element {
  const glyph = GLYPHS[level] ?? GLYPHS[0];
  return (
    <svg
      class={`ls-glyph ls-glyph--${name}`}
      viewBox="0 0 16 16"
      width="14"
      height="14"
      aria-hidden="true"
      focusable="false"
    >
      <path
        d={glyph?.path ?? ""}
        class={glyph?.isFilled === true ? "ls-glyph__fill" : "ls-glyph__line"}
      />
    </svg>
  );
}
