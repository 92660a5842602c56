import { cleanup } from "@testing-library/react";
import { afterEach, beforeAll } from "vitest";
import { startTexts } from "./i18n";

beforeAll(async () => {
  window.matchMedia ??= (query: string) =>
    ({
      matches: false,
      media: query,
      addListener() {},
      removeListener() {},
      addEventListener() {},
      removeEventListener() {},
    }) as unknown as MediaQueryList;
  globalThis.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  await startTexts();
});

afterEach(cleanup);
