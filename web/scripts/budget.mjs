// Fails when the first load exceeds the budget: the entry, the sign-in page, all they import, their CSS, the first language.
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const BUDGET_KIB = { console: 260 };
const FIRST_SEEN = ["zh-Hans.json", "accounts/SignInPage.tsx"];
const here = dirname(fileURLToPath(import.meta.url));

function firstLoad(face) {
  const dist = resolve(here, "..", "..", "lianxin", "web_dist", face);
  const manifest = JSON.parse(readFileSync(resolve(dist, "manifest.json"), "utf8"));
  const chunks = Object.entries(manifest);
  const waiting = chunks
    .filter(([key, chunk]) => chunk.isEntry || FIRST_SEEN.some((end) => key.endsWith(end)))
    .map(([key]) => key);
  const seen = new Set();
  const files = new Set();
  while (waiting.length > 0) {
    const key = waiting.pop();
    if (seen.has(key)) continue;
    seen.add(key);
    const chunk = manifest[key];
    files.add(chunk.file);
    for (const css of chunk.css ?? []) files.add(css);
    waiting.push(...(chunk.imports ?? []));
  }
  return [...files].map((file) => ({ file, kib: gzipSync(readFileSync(resolve(dist, file))).length / 1024 }));
}

let isTooBig = false;
for (const [face, budget] of Object.entries(BUDGET_KIB)) {
  const files = firstLoad(face);
  const total = files.reduce((sum, { kib }) => sum + kib, 0);
  for (const { file, kib } of files) console.log(`${kib.toFixed(1).padStart(8)} KiB  ${file}`);
  console.log(`${face}: first load ${total.toFixed(1)} KiB gz of ${budget} KiB`);
  isTooBig ||= total > budget;
}
if (isTooBig) {
  console.error("The first load is over its budget: load a page lazily or drop a dependency.");
  process.exit(1);
}
