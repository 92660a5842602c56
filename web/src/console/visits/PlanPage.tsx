import "./plan.css";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, DatePicker } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import { api } from "../../shared/api";
import type { Plan } from "../../shared/api.types";
import { proseDay, weekday } from "../../shared/format";
import { sentence } from "../../shared/problem";
import { Asked } from "../../shared/ui/Asked";
import { Empty } from "../../shared/ui/Empty";
import { Page } from "../../shared/ui/Page";
import { Panel } from "../../shared/ui/Panel";
import { useToast } from "../../shared/ui/toast";
import { useToday } from "../accounts/session";
import { PlanBoard } from "./PlanBoard";

export function PlanPage() {
  const today = useToday();
  const { day = today } = useParams();
  return <PlanOfDay key={day} day={day} />;
}

/** One day's plan, or what has to happen before there is one. */
export function PlanOfDay({ day, aside }: { day: string; aside?: React.ReactNode }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const today = useToday();
  const toast = useToast();
  const [refusal, setRefusal] = useState("");
  const [isBusy, setBusy] = useState(false);
  const query = useQuery({ queryKey: ["plan", day], queryFn: () => api.get<Plan>(`/api/plans/${day}`) });
  const show = (after: Plan) => queries.setQueryData(["plan", day], after);
  async function make() {
    setBusy(true);
    setRefusal("");
    try {
      const made = await api.post<Plan>(`/api/plans/${day}/make`);
      show(made);
      if (made.message) toast({ text: made.message });
    } catch (error) {
      setRefusal(sentence(error));
    } finally {
      setBusy(false);
    }
  }
  const plan = query.data;
  const canMake = plan?.allowed_actions.includes("make");
  const hasPlan = plan !== undefined && plan.number !== null;
  return (
    <Page
      title={day === today ? t("plan.today") : t("plan.of_day", { day: proseDay(day) })}
      name={t("nav.plan")}
      subtitle={t("plan.subtitle", { day: proseDay(day), weekday: weekday(day) })}
      actions={
        <>
          <DatePicker
            allowClear={false}
            aria-label={t("plan.pick_day")}
            value={dayjs(day)}
            onChange={(value) => value && navigate(`/plan/${value.format("YYYY-MM-DD")}`)}
          />
          <Link to="/crews">
            <Button>{t("nav.crews")}</Button>
          </Link>
          {hasPlan && canMake && (
            <Button onClick={make} loading={isBusy}>
              {t("plan.make_again")}
            </Button>
          )}
          {hasPlan && plan.blocks.length > 0 && (
            <Link to={`/plan/${day}/print`}>
              <Button type="primary">{t("plan.print", { count: plan.blocks.length })}</Button>
            </Link>
          )}
        </>
      }
    >
      {refusal && <Alert type="error" showIcon title={refusal} className="gap-below" role="alert" />}
      <Asked query={query} what={t("plan.reading")}>
        {(answer) =>
          answer.number !== null ? (
            <PlanBoard plan={answer} aside={aside} onChanged={show} />
          ) : (
            <Panel>
              <NoPlan plan={answer} isBusy={isBusy} onMake={make} />
            </Panel>
          )
        }
      </Asked>
    </Page>
  );
}

function NoPlan({ plan, isBusy, onMake }: { plan: Plan; isBusy: boolean; onMake: () => void }) {
  const { t } = useTranslation();
  const canMake = plan.allowed_actions.includes("make");
  if (plan.blocks.length === 0) {
    return (
      <Empty
        title={t("plan.no_shifts_title")}
        text={t("plan.no_shifts_text")}
        action={
          canMake && (
            <Link to="/crews">
              <Button type="primary">{t("plan.to_crews")}</Button>
            </Link>
          )
        }
      />
    );
  }
  return (
    <Empty
      title={t("plan.none_title")}
      text={t("plan.none_text")}
      action={
        canMake && (
          <Button type="primary" onClick={onMake} loading={isBusy}>
            {t("plan.make")}
          </Button>
        )
      }
    />
  );
}
