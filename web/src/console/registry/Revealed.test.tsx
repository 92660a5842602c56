import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import i18next from "i18next";
import { describe, expect, it, vi } from "vitest";
import type { Resident } from "../../shared/api.types";
import { Revealed } from "./Revealed";

const resident = { id: "r1", name: "C*h", phone: "100****1234", allowed_actions: ["reveal"] } as Resident;

function server(...answers: [number, unknown][]) {
  const fetch = vi.spyOn(globalThis, "fetch");
  for (const [status, body] of answers) fetch.mockResolvedValueOnce(new Response(JSON.stringify(body), { status }));
  return fetch;
}

const eye = () => screen.getByRole("button", { name: i18next.t("reveal.show", { name: resident.name }) });

describe("a masked person", () => {
  it("is shown whole only after a purpose was given", async () => {
    const fetch = server(
      [409, { code: "PURPOSE_NEEDED", detail: "why" }],
      [200, { ends_at: "" }],
      [200, { name: "Chen", phone: "10012341234" }],
    );
    render(<Revealed resident={resident} />);
    fireEvent.click(eye());
    fireEvent.click(await screen.findByRole("button", { name: i18next.t("reveal.confirm") }));
    await waitFor(() => expect(screen.getByText("Chen")).toBeTruthy());
    expect(fetch.mock.calls.map(([path]) => path)).toEqual([
      "/api/residents/r1/reveal",
      "/api/reveal-purposes",
      "/api/residents/r1/reveal",
    ]);
  });

  it("offers no eye to whom the server does not allow it", () => {
    render(<Revealed resident={{ ...resident, allowed_actions: [] }} />);
    expect(screen.queryByRole("button")).toBeNull();
  });
});
