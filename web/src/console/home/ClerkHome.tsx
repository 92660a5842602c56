import "./home.css";
import { CheckOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api } from "../../shared/api";
import type { ClerkHome as Answer, BatchRow, Paged } from "../../shared/api.types";
import { digits, showDateTime } from "../../shared/format";
import { Asked } from "../../shared/ui/Asked";
import { Page } from "../../shared/ui/Page";
import { Panel } from "../../shared/ui/Panel";
import { BatchTag } from "../registry/imports/BatchTag";
import { countOf } from "../registry/imports/batches";
import { Worries } from "../registry/imports/Worries";

type Step = Answer["first_day"][number];

/** Where a step is done, and which earlier steps it stands on. */
const STEPS: Record<string, { path: string; needs: string[] }> = {
  COMPOUNDS: { path: "/imports/new?kind=compound", needs: [] },
  ORGANIZATIONS: { path: "/imports/new?kind=organization", needs: [] },
  RESIDENTS: { path: "/imports/new?kind=resident", needs: ["COMPOUNDS"] },
  CREWS: { path: "/crews", needs: [] },
  CAMPAIGN: { path: "/campaigns", needs: ["RESIDENTS"] },
  LIST_SIGNED: { path: "/campaigns", needs: ["CAMPAIGN"] },
  PLAN: { path: "/plan", needs: ["CREWS", "LIST_SIGNED"] },
};

/** The first-day checklist until it is done, then the imports that wait for an answer. */
export function ClerkHome() {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ["home-clerk"], queryFn: () => api.get<Answer>("/api/home/clerk") });
  return (
    <Asked query={query}>
      {(answer) => {
        const done = answer.first_day.filter((step) => step.is_done).length;
        const isFirstDay = done < answer.first_day.length;
        const start = (
          <Link to="/imports/new">
            <Button type="primary">{t("imports.start")}</Button>
          </Link>
        );
        return (
          <Page
            title={isFirstDay ? t("first_day.title") : t("nav.home")}
            name={t("nav.home")}
            subtitle={isFirstDay ? t("first_day.subtitle") : t("clerk.subtitle")}
            actions={isFirstDay ? <DoneMeter steps={answer.first_day} done={done} /> : start}
          >
            <div className="columns">
              <div className="stack">
                {isFirstDay && <FirstDay steps={answer.first_day} />}
                <WaitingImports count={answer.imports_waiting} rejected={answer.rejected_rows} />
              </div>
              <Worries />
            </div>
          </Page>
        );
      }}
    </Asked>
  );
}

function DoneMeter({ steps, done }: { steps: Step[]; done: number }) {
  const { t } = useTranslation();
  return (
    <span className="done-meter">
      {t("first_day.done", { done, count: steps.length })}
      <span aria-hidden="true">
        {steps.map((step) => (
          <i key={step.code} className={step.is_done ? "is-done" : ""} />
        ))}
      </span>
    </span>
  );
}

function FirstDay({ steps }: { steps: Step[] }) {
  const { t } = useTranslation();
  const done = new Set(steps.filter((step) => step.is_done).map((step) => step.code));
  const missing = (step: Step) => (STEPS[step.code]?.needs ?? []).filter((code) => !done.has(code));
  const numberOf = (code: string) => steps.findIndex((step) => step.code === code) + 1;
  const current = steps.find((step) => !step.is_done && missing(step).length === 0);
  return (
    <Panel isFlush>
      <ol className="first-day">
        {steps.map((step, index) => {
          const lacks = missing(step);
          const isCurrent = step.code === current?.code;
          return (
            <li key={step.code} className={isCurrent ? "is-current" : step.is_done ? "is-done" : ""}>
              <span className="step-number">
                {step.is_done ? <CheckOutlined aria-label={t("imports.step_done")} /> : index + 1}
              </span>
              <div>
                <h2>{step.title}</h2>
                <p className="quiet">{t(`first_day.${step.code}`)}</p>
              </div>
              <p>{t("first_day.now", { count: digits(step.count) })}</p>
              <div className="step-act">
                {!step.is_done && lacks.length > 0 && (
                  <span className="quiet">
                    {t("first_day.locked", { steps: lacks.map(numberOf).join(t("comma_list")) })}
                  </span>
                )}
                {!step.is_done && lacks.length === 0 && (
                  <Link to={STEPS[step.code]?.path ?? "/"}>
                    <Button type={isCurrent ? "primary" : "default"}>{t("first_day.go", { step: step.title })}</Button>
                  </Link>
                )}
              </div>
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}

function WaitingImports({ count, rejected }: { count: number; rejected: number }) {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ["imports", "1"],
    queryFn: () => api.get<Paged<BatchRow>>("/api/imports", { page: 1 }),
  });
  const recent = (data?.items ?? []).slice(0, 8);
  return (
    <Panel
      isFlush
      title={t("clerk.waiting", { count })}
      note={rejected > 0 ? t("clerk.rejected", { count: digits(rejected) }) : t("clerk.no_rejected")}
    >
      {recent.length === 0 && <p className="quiet review-none">{t("imports.empty_text")}</p>}
      <ul className="recent-imports">
        {recent.map((batch) => (
          <li key={batch.id}>
            <Link to={`/imports/${batch.id}`}>{batch.file_name}</Link>
            <span className="quiet">{batch.kind_label}</span>
            <BatchTag state={batch.state} />
            <span className="grow" />
            {batch.counts && countOf(batch.counts, "rejected") > 0 && (
              <span>{t("clerk.batch_rejected", { count: digits(countOf(batch.counts, "rejected")) })}</span>
            )}
            <span className="quiet small">{showDateTime(batch.created_at)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
