import { useTranslation } from "react-i18next";
import type { HouseholdHistory, Listing, StruckVisit, Visit, VisitPerson } from "../../shared/api.types";
import { shortDay, showDateTime, showTime, weekday } from "../../shared/format";
import { Empty } from "../../shared/ui/Empty";
import { StateShape } from "../../shared/ui/StateShape";
import { StateTag } from "../../shared/ui/StateTag";
import { TALKED_OUTCOMES } from "./outcomes";

interface Props {
  history: HouseholdHistory;
  onCorrect: (visit: Visit) => void;
}

interface ListingGroup {
  key: string;
  at: string;
  listings: Listing[];
}

function listingGroups(listings: Listing[]): ListingGroup[] {
  const groups = new Map<string, ListingGroup>();
  for (const listing of listings) {
    const key = `${listing.at}-${listing.list_name}-${listing.source_label}-${listing.reason}`;
    const group = groups.get(key) ?? { key, at: listing.at, listings: [] };
    group.listings.push(listing);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** The door's whole story, newest first; a correction sits in the entry it replaces. */
export function Timeline({ history, onCorrect }: Props) {
  const { t } = useTranslation();
  const entries = [
    ...history.visits.map((visit) => ({
      key: visit.id,
      at: visit.at,
      node: <VisitEntry visit={visit} onCorrect={onCorrect} />,
    })),
    ...listingGroups(history.listings).map((group) => ({
      key: group.key,
      at: group.at,
      node: <ListingEntry group={group} />,
    })),
  ].sort((one, other) => other.at.localeCompare(one.at));
  if (entries.length === 0) return <Empty title={t("history.none_title")} text={t("history.none_text")} />;
  return (
    <ol className="timeline">
      {entries.map((entry) => (
        <li key={entry.key}>{entry.node}</li>
      ))}
    </ol>
  );
}

const isMet = (people: VisitPerson[]) => people.some((person) => TALKED_OUTCOMES.has(person.outcome));

/** People with the same outcome in one phrase. */
export function useOutcomeText(): (people: VisitPerson[]) => string {
  const { t } = useTranslation();
  return (people) => {
    const groups = new Map<string, string[]>();
    for (const person of people)
      groups.set(person.outcome_label, [...(groups.get(person.outcome_label) ?? []), person.name]);
    return [...groups].map(([label, names]) => `${label} ${names.join(t("comma_list"))}`).join(t("comma"));
  };
}

function When({ at }: { at: string }) {
  return (
    <div className="when">
      <span>{shortDay(at)}</span>
      <small className="quiet">
        {weekday(at)} {showTime(at)}
      </small>
    </div>
  );
}

function VisitEntry({ visit, onCorrect }: { visit: Visit; onCorrect: (visit: Visit) => void }) {
  const { t } = useTranslation();
  const text = useOutcomeText();
  const answered = visit.people.filter((person) => person.question_answered).length;
  return (
    <>
      <When at={visit.at} />
      <span className="dot">
        <StateShape state={isMet(visit.people) ? "reached" : "attempted"} />
      </span>
      <div className="entry">
        <div className="entry-head">
          <strong>{text(visit.people)}</strong>
          {visit.correction && <StateTag state="attempted">{t("visit.corrected")}</StateTag>}
          {visit.is_late && <StateTag state="untouched">{t("visit.late")}</StateTag>}
          <span className="grow" />
          <span className="quiet small">{[visit.crew_name, visit.channel_label].filter(Boolean).join(t("comma"))}</span>
          {visit.allowed_actions.includes("correct") && (
            <button type="button" className="link-button" onClick={() => onCorrect(visit)}>
              {t("visit.correct")}
            </button>
          )}
        </div>
        {visit.note && (
          <p>
            <span className="quiet">{t("visit.note")}</span> {visit.note}
          </p>
        )}
        {answered > 0 && <p className="quiet small">{t("visit.answered_count", { count: answered })}</p>}
        {visit.next_reminder_on && (
          <p className="quiet small">{t("visit.reminder_on", { day: shortDay(visit.next_reminder_on) })}</p>
        )}
        <p className="quiet small">
          {t("visit.recorded", { name: visit.recorded_by_name, at: showDateTime(visit.recorded_at) })}
        </p>
        {visit.correction && <CorrectionBox visit={visit} />}
      </div>
    </>
  );
}

function CorrectionBox({ visit }: { visit: Visit }) {
  const { t } = useTranslation();
  const { correction } = visit;
  if (!correction) return null;
  return (
    <>
      <div className="correction">
        <strong>{t("visit.correction", { at: showDateTime(correction.at), name: correction.by_name })}</strong>
        <p>{t("visit.correction_reason", { reason: correction.reason })}</p>
        {correction.effect && <p className="quiet">{t("visit.correction_effect", { effect: correction.effect })}</p>}
      </div>
      {correction.before.map((struck) => (
        <Struck key={struck.id} struck={struck} />
      ))}
    </>
  );
}

function Struck({ struck }: { struck: StruckVisit }) {
  const { t } = useTranslation();
  const text = useOutcomeText();
  return (
    <div className="replaced">
      <del>{[text(struck.people), struck.note].filter(Boolean).join(t("comma"))}</del>{" "}
      <span>{t("visit.recorded", { name: struck.recorded_by_name, at: showDateTime(struck.recorded_at) })}</span>
      <span className="grow" />
      <span className="quiet">{t("visit.replaced")}</span>
    </div>
  );
}

function ListingEntry({ group }: { group: ListingGroup }) {
  const { t } = useTranslation();
  const [first] = group.listings;
  const names = group.listings.map((listing) => listing.name).join(t("comma_list"));
  return (
    <>
      <When at={group.at} />
      <span className="dot">
        <StateShape state="untouched" />
      </span>
      <div className="entry">
        <div className="entry-head">
          <strong>{t("history.listing", { list: first.list_name, names })}</strong>
          <span>
            {first.source_label}
            {first.reason && `${t("colon")}${first.reason}`}
          </span>
          <span className="grow" />
          <span className="quiet small">
            {[
              first.signed_by_name && t("history.signed_by", { name: first.signed_by_name }),
              first.expires_on && t("history.expires", { day: shortDay(first.expires_on) }),
              first.left_at && t("history.left", { day: shortDay(first.left_at) }),
            ]
              .filter(Boolean)
              .join(t("comma"))}
          </span>
        </div>
      </div>
    </>
  );
}
