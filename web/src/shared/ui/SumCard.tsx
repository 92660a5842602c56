import { useTranslation } from "react-i18next";
import type { TargetList } from "../api.types";
import { change, digits, shortDay } from "../format";
import { StateBar } from "./StateBar";
import { StateShape } from "./StateShape";
import { countsOf, STATES, stateKey } from "./states";

/** One target list as a sum: big number, bar, four states with their change, and the equation under it. */
export function SumCard({ list, children }: { list: TargetList; children?: React.ReactNode }) {
  const { t } = useTranslation();
  if (!list.version || !list.sums) return <NoDenominator list={list} />;
  const counts = countsOf(list.sums);
  const changes = list.changes ? countsOf(list.changes) : null;
  const words = (state: (typeof STATES)[number]) => t(stateKey(list.kind, state));
  return (
    <section className="panel sum-card">
      <header className="sum-head">
        <h2>{t(`list.heading.${list.kind}`, { name: list.name })}</h2>
        <span className="quiet">
          {t("list.denominator", { number: list.version.number, day: shortDay(list.version.signed_at) })}
        </span>
      </header>
      <p className="sum-big">
        <strong>{digits(counts.reached)}</strong> / {t(`list.of.${list.kind}`, { total: digits(list.sums.total) })}
      </p>
      <StateBar counts={counts} kind={list.kind} />
      <table className="sum-table">
        <thead>
          <tr>
            <th scope="col">{t("sum.state")}</th>
            <th scope="col" className="num">
              {t("sum.now")}
            </th>
            <th scope="col" className="num">
              {t("sum.change")}
            </th>
          </tr>
        </thead>
        <tbody>
          {STATES.map((state) => (
            <tr key={state}>
              <th scope="row">
                <StateShape state={state} /> {words(state)}
                {state === "unreachable" && counts.unreachable > 0 && list.sums && (
                  <small>
                    {t("sum.unreachable_parts", {
                      requested: list.sums.unreachable_requested,
                      approved: list.sums.unreachable_approved,
                    })}
                  </small>
                )}
              </th>
              <td className="num strong">{digits(counts[state])}</td>
              <td className="num quiet">{changes ? change(changes[state]) : "\u2014"}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <footer className="sum-foot">
        <p>
          {STATES.map((state) => digits(counts[state])).join(" + ")} = {digits(list.sums.total)}
          {t("stop")}
        </p>
        {children}
      </footer>
    </section>
  );
}

function NoDenominator({ list }: { list: TargetList }) {
  const { t } = useTranslation();
  return (
    <section className="panel sum-card">
      <header className="sum-head">
        <h2>{t(`list.heading.${list.kind}`, { name: list.name })}</h2>
      </header>
      <p className="sum-big">
        <strong>{"\u2014"}</strong>
      </p>
      <p className="quiet">{t("list.no_denominator")}</p>
    </section>
  );
}
