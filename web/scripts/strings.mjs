// Fails when a Chinese character stands outside the locales, or a key used in the code does not exist.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..", "src");
const keys = Object.keys(JSON.parse(readFileSync(join(root, "shared/locales/zh-Hans.json"), "utf8")));
const known = new Set(keys);
const sources = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.(ts|tsx)$/.test(entry.name) && entry.name !== "api.gen.ts")
  .map((entry) => join(entry.parentPath, entry.name));

const problems = [];
const written = [];
for (const path of sources) {
  const text = readFileSync(path, "utf8");
  const name = relative(root, path);
  written.push(text);
  text.split("\n").forEach((line, index) => {
    if (/[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/.test(line)) problems.push(`${name}:${index + 1} has Chinese text`);
  });
  for (const [, key] of text.matchAll(/\bt\(\s*"([^"]+)"/g)) {
    const isThere = known.has(key) || known.has(`${key}_other`);
    if (!isThere) problems.push(`${name}: no text for "${key}"`);
  }
  for (const [, prefix] of text.matchAll(/\bt\(\s*`([^`$]*)\$\{/g)) {
    if (!keys.some((key) => key.startsWith(prefix))) problems.push(`${name}: no text begins with "${prefix}"`);
  }
}
const all = written.join("\n");
const prefixes = [...all.matchAll(/`([a-z_.]+\.)\$\{/g)].map(([, prefix]) => prefix);
for (const key of keys) {
  const isUsed = all.includes(`"${key}"`) || prefixes.some((prefix) => key.startsWith(prefix));
  if (!isUsed) problems.push(`zh-Hans.json: nobody uses "${key}"`);
}
for (const problem of problems) console.error(problem);
process.exit(problems.length > 0 ? 1 : 0);
