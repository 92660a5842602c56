import { describe, expect, it } from "vitest";
import { isSameDoor, readDoor } from "./doors";
import { blankRow, bodyOf, isReady, lackOf, readTime, withAnswers, withBlank } from "./grid";
import { toBody, withOutcome } from "./outcomes";

const person = { resident_id: "r1", name: "x", outcome: null, was_present: false, question_answered: false };

describe("a paper round", () => {
  it.each([
    ["1905", "19:05"],
    ["19:05", "19:05"],
    ["9.30", "09:30"],
    ["2560", null],
    ["", null],
  ])("reads %s as people write it", (typed, read) => {
    expect(readTime(typed)).toBe(read);
  });

  it("finds a door by its digits alone", () => {
    expect(isSameDoor("21301", "2-1-301")).toBe(true);
    expect(isSameDoor("2-1-301", "2-1-301")).toBe(true);
    expect(isSameDoor("31301", "2-1-301")).toBe(false);
  });

  it("says what a begun row lacks and nothing about an empty one", () => {
    const row = blankRow();
    expect(lackOf(row)).toBeNull();
    expect(lackOf({ ...row, note: "x" })).toBe("door");
    expect(lackOf({ ...row, household_id: "h" })).toBe("time");
    expect(lackOf({ ...row, household_id: "h", time: "1905", people: [person] })).toBe("outcome");
  });

  it("takes the door written in full, or the only one the digits fit", () => {
    const doors = ["2-1-301", "12-1-301", "3-1-102"].map((label) => ({ value: `id ${label}`, label }));
    expect(readDoor("21301", doors)).toBe(doors[0]);
    expect(readDoor("102", doors)).toBe(doors[2]);
    expect(readDoor("301", doors)).toBe("several");
    expect(readDoor("9-9-909", doors)).toBe("unknown");
  });

  it("keeps a door that is not registered as it was typed and says so", () => {
    const row = { ...blankRow("1905"), door: "9-9-909", door_fault: "unknown" as const };
    expect(lackOf(row)).toBe("door_unknown");
    expect(isReady(row)).toBe(false);
    expect(withAnswers([row], [], [])[0].door).toBe("9-9-909");
  });

  it("sends the complete rows and lets the others stay with what they lack", () => {
    const whole = { ...blankRow("1905"), door: "1", household_id: "h", people: [withOutcome(person, "MET")] };
    const begun = blankRow("1910");
    const rows = [begun, whole, blankRow()];
    expect(rows.filter(isReady)).toEqual([whole]);
    const answers = [{ index: 0, status: "saved" as const, code: "", detail: "", fields: {} }];
    const after = withBlank(withAnswers(rows, [whole], answers));
    expect(after.map((row) => row.answer?.status)).toEqual([undefined, "saved", undefined]);
    expect(after.map(lackOf)).toEqual(["door", null, null]);
  });

  it("ends in one empty row whose time is not copied from the row above", () => {
    const rows = withBlank([blankRow("1905")]);
    expect(rows.map((row) => row.time)).toEqual(["1905", ""]);
    expect(withBlank(rows)).toBe(rows);
  });

  it("sends the moment in Shanghai and only people with an outcome", () => {
    const met = withOutcome(person, "MET");
    const row = { ...blankRow("1905"), household_id: "h", people: [met, { ...person, resident_id: "r2" }] };
    const body = bodyOf({ day: "2026-05-09", channel: "DOOR" }, row);
    expect(body.at).toBe("2026-05-09T19:05:00+08:00");
    expect(body.people.map((one) => one.resident_id)).toEqual(["r1"]);
  });

  it("puts each answer beside the row that was sent", () => {
    const rows = [blankRow(), blankRow(), blankRow()];
    const sent = [rows[0], rows[2]];
    const answers = [
      { index: 0, status: "saved" as const, code: "", detail: "", fields: {} },
      { index: 1, status: "rejected" as const, code: "QUIET_HOURS", detail: "no", fields: {} },
    ];
    const after = withAnswers(rows, sent, answers);
    expect(after.map((row) => row.answer?.status)).toEqual(["saved", undefined, "rejected"]);
  });
});

describe("an outcome", () => {
  it("brings what usually goes with it", () => {
    expect(withOutcome(person, "MET")).toMatchObject({ was_present: true, question_answered: true });
    expect(withOutcome(person, "NOT_HOME")).toMatchObject({ was_present: false, question_answered: false });
    expect(toBody([withOutcome(person, null)])).toEqual([]);
  });
});
