import { afterEach, describe, expect, it, vi } from "vitest";
import { api, onAnswer, Problem, setCsrfToken, withQuery } from "./api";

function answer(status: number, body: unknown) {
  return vi.spyOn(globalThis, "fetch").mockImplementation(async () => new Response(JSON.stringify(body), { status }));
}

afterEach(() => vi.restoreAllMocks());

describe("the door to the server", () => {
  it("carries the CSRF token on writes only", async () => {
    setCsrfToken("t1");
    const fetch = answer(200, {});
    await api.get("/api/x");
    await api.post("/api/x", { a: 1 });
    const headers = fetch.mock.calls.map(([, init]) => init?.headers as Record<string, string>);
    expect(headers[0]["X-CSRFToken"]).toBeUndefined();
    expect(headers[1]["X-CSRFToken"]).toBe("t1");
  });

  it("turns a refusal into its code, sentence and fields", async () => {
    answer(422, { code: "INVALID", detail: "no", fields: { name: "short" } });
    const refused = await api.post("/api/x").catch((error) => error);
    expect(refused).toBeInstanceOf(Problem);
    expect(refused).toMatchObject({ status: 422, code: "INVALID", fields: { name: "short" } });
  });

  it("tells listeners when nobody answers", async () => {
    vi.spyOn(globalThis, "fetch").mockRejectedValue(new TypeError("gone"));
    const heard: number[] = [];
    const stop = onAnswer((status) => heard.push(status));
    await expect(api.get("/api/x")).rejects.toMatchObject({ code: "OFFLINE" });
    stop();
    expect(heard).toEqual([0]);
  });

  it("leaves empty filters out of the address", () => {
    expect(withQuery("/api/x", { q: "", page: 2, day: null })).toBe("/api/x?page=2");
  });
});
