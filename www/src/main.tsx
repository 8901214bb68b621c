// Boots the page: layout, engine, state, root view; nothing else.

import { render } from "preact";
import { ensureExists } from "./base/assert";
import { createEngine } from "./engine/client";
import { loadSample } from "./engine/embedded";
import { Page } from "./page";
import { boot, bootFailed, bootLayout } from "./state/boot";

const root = ensureExists(document.getElementById("app"), "element to draw the page in");

async function start(): Promise<void> {
  bootLayout();
  if (typeof WebAssembly === "undefined") {
    bootFailed("This browser does not support WebAssembly, which Logscry's engine needs.");
  } else {
    try {
      boot({ engine: await createEngine(), loadSample });
    } catch (error) {
      bootFailed(
        error instanceof Error && error.message !== ""
          ? `The engine did not start: ${error.message}.`
          : "The engine did not start.",
      );
    }
  }
  render(<Page />, root);
}

void start();
