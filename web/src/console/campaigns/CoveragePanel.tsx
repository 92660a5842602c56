import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api } from "../../shared/api";
import type { Coverage, CoverageRow, TargetList } from "../../shared/api.types";
import { Asked } from "../../shared/ui/Asked";
import { Empty } from "../../shared/ui/Empty";
import { Panel } from "../../shared/ui/Panel";
import { StateLegend } from "../../shared/ui/StateBar";
import { useFilters } from "../../shared/url";
import { CoverageTable } from "./CoverageTable";

const BY = ["community", "compound"] as const;
const LOW_RATE = 0.7;

/** Where people are still to be met, worst first; the total row equals the card above. */
export function CoveragePanel({ list }: { list: TargetList }) {
  const { t } = useTranslation();
  const [params, change] = useFilters();
  const by = params.get("by") ?? "compound";
  const only = params.get("only") ?? "all";
  const query = useQuery({
    queryKey: ["coverage", list.id, by],
    queryFn: () => api.get<Coverage>(`/api/lists/${list.id}/coverage`, { by }),
    enabled: list.version !== null,
  });
  if (!list.version) {
    return (
      <Panel>
        <Empty title={t("coverage.none_title")} text={t("coverage.none_text")} />
      </Panel>
    );
  }
  const isLow = (row: CoverageRow) => row.total > 0 && row.reached / row.total < LOW_RATE;
  const isPointOpen = (row: CoverageRow) => row.point_state !== null && row.point_state !== "DONE";
  return (
    <Panel isFlush>
      <Asked query={query}>
        {(coverage) => {
          const rows = [...coverage.rows].sort((one, other) => other.remaining - one.remaining);
          const sets = { all: rows, low: rows.filter(isLow), point: rows.filter(isPointOpen) };
          const shown = sets[only as keyof typeof sets] ?? rows;
          return (
            <>
              <div className="toolbar">
                <fieldset className="chips" aria-label={t("coverage.filter")}>
                  {(["all", "low", "point"] as const)
                    .filter((code) => code !== "point" || (by === "compound" && sets.point.length > 0))
                    .map((code) => (
                      <button
                        key={code}
                        type="button"
                        aria-pressed={only === code}
                        onClick={() => change({ only: code === "all" ? null : code })}
                      >
                        {t(`coverage.only.${code}`, { count: sets[code].length })}
                      </button>
                    ))}
                </fieldset>
                <fieldset className="chips" aria-label={t("coverage.by")}>
                  {BY.map((code) => (
                    <button
                      key={code}
                      type="button"
                      aria-pressed={by === code}
                      onClick={() => change({ by: code, only: null })}
                    >
                      {t(`place.${code}`)}
                    </button>
                  ))}
                </fieldset>
                <span className="grow" />
                <span className="quiet small">{t("coverage.sorted")}</span>
              </div>
              <CoverageTable list={list} by={by} rows={shown} total={only === "all" ? coverage.total : null} />
              <div className="toolbar">
                <StateLegend kind={list.kind} />
                <span className="grow" />
                <span className="quiet small">{t("coverage.retained_note")}</span>
              </div>
            </>
          );
        }}
      </Asked>
    </Panel>
  );
}
