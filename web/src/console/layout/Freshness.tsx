import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { lastAnswer, onAnswer } from "../../shared/api";

const HEARTBEAT_MS = 4000;

/** Says how fresh the screen is, and within five seconds that the connection is gone. */
export function Freshness() {
  const { t } = useTranslation();
  const [isLost, setLost] = useState(false);
  const [, tick] = useState(0);
  useEffect(() => onAnswer((status) => setLost(status === 0)), []);
  useEffect(() => {
    const clock = setInterval(() => tick((count) => count + 1), 1000);
    const heartbeat = setInterval(async () => {
      if (document.hidden) return;
      try {
        await fetch(import.meta.env.BASE_URL, {
          method: "HEAD",
          cache: "no-store",
          signal: AbortSignal.timeout(HEARTBEAT_MS),
        });
        setLost(false);
      } catch {
        setLost(true);
      }
    }, HEARTBEAT_MS);
    return () => {
      clearInterval(clock);
      clearInterval(heartbeat);
    };
  }, []);
  const seconds = Math.max(0, Math.round((Date.now() - lastAnswer()) / 1000));
  const age =
    seconds < 60 ? t("fresh.seconds", { seconds }) : t("fresh.minutes", { minutes: Math.floor(seconds / 60) });
  return (
    <span className={isLost ? "fresh is-lost" : "fresh"}>
      <svg viewBox="0 0 10 10" width="9" height="9" aria-hidden="true">
        {isLost ? <path d="m1 1 8 8M9 1 1 9" /> : <circle cx="5" cy="5" r="4" />}
      </svg>
      <span role={isLost ? "alert" : undefined}>{isLost ? t("fresh.lost") : t("fresh.connected", { age })}</span>
    </span>
  );
}
