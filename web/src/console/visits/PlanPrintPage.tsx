import "./print.css";
import { useQueries, useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { api } from "../../shared/api";
import type { CrewSheet, Plan } from "../../shared/api.types";
import { proseDay, showTime, toMoment, weekday } from "../../shared/format";
import { Asked } from "../../shared/ui/Asked";
import { Waiting } from "../../shared/ui/Waiting";
import { useNow } from "../accounts/session";
import { byStart, isOver } from "./plan";

/** One A4 sheet per crew, black on white, numbered, with its source. */
export function PlanPrintPage() {
  const { t } = useTranslation();
  const { day = "" } = useParams();
  const query = useQuery({ queryKey: ["plan", day], queryFn: () => api.get<Plan>(`/api/plans/${day}`) });
  return (
    <main className="print">
      <div className="no-print row">
        <Link to={`/plan/${day}`}>
          <Button>{t("print.back")}</Button>
        </Link>
        <Button type="primary" onClick={() => window.print()}>
          {t("print.print")}
        </Button>
      </div>
      <h1 className="no-print">{t("print.title", { day: proseDay(day) })}</h1>
      <Asked query={query}>{(plan) => <Sheets plan={plan} />}</Asked>
    </main>
  );
}

function Sheets({ plan }: { plan: Plan }) {
  const { t } = useTranslation();
  const now = Date.parse(toMoment(useNow()()));
  const walked = byStart(plan.blocks.filter((block) => block.lines.length > 0));
  const blocks = [...walked.filter((block) => !isOver(block, now)), ...walked.filter((block) => isOver(block, now))];
  const sheets = useQueries({
    queries: blocks.map((block) => ({
      queryKey: ["sheet", block.id, plan.number],
      queryFn: () => api.get<CrewSheet>(`/api/shift-blocks/${block.id}/sheet`),
    })),
  });
  const ready = sheets.flatMap((sheet) => (sheet.data ? [sheet.data] : []));
  if (ready.length < sheets.length)
    return <Waiting what={t("print.waiting", { done: ready.length, total: sheets.length })} />;
  return ready.map((sheet, index) => (
    <SheetPage key={sheet.block_id} sheet={sheet} number={index + 1} count={ready.length} />
  ));
}

function SheetPage({ sheet, number, count }: { sheet: CrewSheet; number: number; count: number }) {
  const { t } = useTranslation();
  const reserve = sheet.lines.filter((line) => line.standing === "RESERVE");
  return (
    <article className="sheet">
      <header>
        <h2>{t("print.sheet_title", { crew: sheet.crew_name, members: sheet.members.join(t("comma_list")) })}</h2>
        <p>
          {t("print.sheet_when", {
            day: proseDay(sheet.day),
            weekday: weekday(sheet.day),
            from: showTime(sheet.starts_at),
            to: showTime(sheet.ends_at),
          })}
        </p>
      </header>
      <SheetTable lines={sheet.lines.filter((line) => line.standing === "PLACED")} />
      {reserve.length > 0 && (
        <>
          <h3>{t("print.reserve")}</h3>
          <SheetTable lines={reserve} />
        </>
      )}
      <footer>
        <span>{t("print.source", { source: sheet.source })}</span>
        <span>{t("print.page", { number, count })}</span>
      </footer>
    </article>
  );
}

function SheetTable({ lines }: { lines: CrewSheet["lines"] }) {
  const { t } = useTranslation();
  return (
    <table>
      <thead>
        <tr>
          {(["order", "time", "place", "people", "why", "result"] as const).map((code) => (
            <th scope="col" key={code}>
              {t(`print.column.${code}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => (
          <tr key={line.id}>
            <td>{index + 1}</td>
            <td>{line.starts_at ? showTime(line.starts_at) : ""}</td>
            <td>
              {line.compound_name} <b>{line.door}</b>
            </td>
            <td>{line.people.map((person) => person.name).join(" ")}</td>
            <td className="print-why">
              {t("why.attempt", { number: line.attempt_number })}
              {t("comma")}
              {line.why}
            </td>
            <td className="print-result">{t("print.boxes")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
