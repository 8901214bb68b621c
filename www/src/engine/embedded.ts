// Parts of the built file: the engine, its worker's text, the sample.
//
// The page's policy covers the script by hash but not these parts, so each is checked
// against the hash that the script carries before it is used.

const POLICY_NAME = "logscry";
/** All times of the sample lie before it; stable, so that the sample reads the same every year. */
const SAMPLE_MODIFIED_MILLIS = Date.UTC(2026, 11, 31);

type PartId = keyof typeof __PART_HASHES__;

/** What it takes to start a worker, any number of times. */
export interface EngineParts {
  readonly module: WebAssembly.Module;
  readonly startWorker: () => Worker;
}

/** The part of Trusted Types that is used; not every browser has it. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): unknown };
}

let parts: Promise<EngineParts> | null = null;

/** Compiles the engine; once, however often it is called. Rejects if a part is not what was built. */
export function loadEngineParts(): Promise<EngineParts> {
  parts ??= makeEngineParts();
  return parts;
}

/** The built-in sample incident; empty if the build has none. */
export async function loadSample(): Promise<File[]> {
  if (__PART_HASHES__.sample === undefined) {
    return [];
  }
  const text = new TextDecoder().decode(await readPart("sample"));
  const sample = JSON.parse(text) as {
    readonly files: readonly { readonly path: string; readonly text: string }[];
  };
  return sample.files.map((file) => {
    const name = file.path.split("/").at(-1) ?? file.path;
    return new File([file.text], name, {
      lastModified: SAMPLE_MODIFIED_MILLIS,
      type: "text/plain",
    });
  });
}

async function makeEngineParts(): Promise<EngineParts> {
  const [wasm, text] = await Promise.all([readPart("engine-wasm"), readPart("engine-worker")]);
  const module = await WebAssembly.compile(wasm);
  const url = trustedScriptUrl(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
  // The address is not given back: a worker that is lost is started again from it.
  return { module, startWorker: () => new Worker(url) };
}

/** Passes a worker's address through the page's only Trusted Types policy. */
function trustedScriptUrl(blobUrl: string): string {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy(POLICY_NAME, {
    createScriptURL(url) {
      if (!url.startsWith("blob:")) {
        throw new TypeError("only a worker made by this page may be started");
      }
      return url;
    },
  });
  // The library's types know only strings, the browser wants what the policy made.
  return policy === undefined ? blobUrl : (policy.createScriptURL(blobUrl) as string);
}

async function readPart(id: PartId): Promise<Uint8Array<ArrayBuffer>> {
  const element = document.getElementById(id);
  if (element === null) {
    throw new Error(`this file is damaged (its part "${id}" is missing). Get a new copy`);
  }
  const zipped = bytesFromBase64(element.textContent.trim());
  const inflated = new Blob([zipped]).stream().pipeThrough(new DecompressionStream("gzip"));
  const bytes = new Uint8Array(await new Response(inflated).arrayBuffer());
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const hash = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (hash !== __PART_HASHES__[id]) {
    throw new Error(
      `this file is damaged (its part "${id}" is not what was built). Get a new copy`,
    );
  }
  return bytes;
}

function bytesFromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let idx = 0; idx < binary.length; idx += 1) {
    bytes[idx] = binary.charCodeAt(idx);
  }
  return bytes;
}
