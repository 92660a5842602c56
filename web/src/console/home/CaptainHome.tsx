import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { api } from "../../shared/api";
import type { CaptainHome as Answer } from "../../shared/api.types";
import { showDateTime } from "../../shared/format";
import { Panel } from "../../shared/ui/Panel";
import { useToday } from "../accounts/session";
import { PlanOfDay } from "../visits/PlanPage";

/** Tonight's plan, what could not be placed, and what waits for a second look. */
export function CaptainHome() {
  const today = useToday();
  return <PlanOfDay day={today} aside={<ReviewsPanel />} />;
}

function ReviewsPanel() {
  const { t } = useTranslation();
  const { data } = useQuery({ queryKey: ["home-captain"], queryFn: () => api.get<Answer>("/api/home/captain") });
  if (!data) return null;
  const { late, late_count: count } = data.reviews;
  return (
    <Panel title={t("review.title", { count })} isFlush>
      {late.length === 0 && <p className="quiet review-none">{t("review.none")}</p>}
      {late.slice(0, 6).map((visit) => (
        <div className="reason" key={visit.id}>
          <Link to={`/visits/households/${visit.household_id}`}>
            {visit.compound_name} {visit.door}
          </Link>
          <p className="quiet small">
            {t("review.late", {
              at: showDateTime(visit.at),
              recorded: showDateTime(visit.recorded_at),
              name: visit.recorded_by_name,
            })}
          </p>
        </div>
      ))}
      <p className="quiet small review-none">{t("review.note")}</p>
    </Panel>
  );
}
