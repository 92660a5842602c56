import type { UseQueryResult } from "@tanstack/react-query";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { sentence } from "../problem";
import { Waiting } from "./Waiting";

interface Props<T> {
  query: UseQueryResult<T>;
  what?: string;
  children: (answer: T) => React.ReactNode;
}

/** Shows what was asked for: waiting, refused with a sentence and a second try, or here. */
export function Asked<T>({ query, what, children }: Props<T>) {
  const { t } = useTranslation();
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isError) {
    return (
      <div className="refused" role="alert">
        <p>{sentence(query.error)}</p>
        <Button onClick={() => query.refetch()}>{t("action.try_again")}</Button>
      </div>
    );
  }
  return <Waiting what={what} />;
}
