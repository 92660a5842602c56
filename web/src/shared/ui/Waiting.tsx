import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

function useAfter(milliseconds: number): boolean {
  const [isPast, setPast] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setPast(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return isPast;
}

/** Nothing for 300 ms, then a skeleton, after 2 s a moving bar that says what is being done. */
export function Waiting({ what }: { what?: string }) {
  const { t } = useTranslation();
  const isSkeleton = useAfter(300);
  const isLong = useAfter(2000);
  if (!isSkeleton) return null;
  return (
    <div className="waiting" role="status">
      <div className={isLong ? "waiting-bar is-moving" : "waiting-bar"}>
        {isLong ? (what ?? t("waiting.label")) : ""}
      </div>
      <div className="skeleton" aria-hidden="true">
        <i />
        <i />
        <i />
        <i />
        <i />
      </div>
    </div>
  );
}
