import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Modal } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, rowsOf } from "../../shared/api";
import type { Listed, ShiftBlock } from "../../shared/api.types";
import { shortDay } from "../../shared/format";
import { sentence } from "../../shared/problem";
import { Asked } from "../../shared/ui/Asked";

const plus = (day: string, days: number) => dayjs(day).add(days, "day").format("YYYY-MM-DD");

const shiftsOf = async (monday: string) =>
  rowsOf(await api.get<Listed<ShiftBlock>>("/api/shift-blocks", { from: monday, to: plus(monday, 6) })).length;

interface Copied {
  copied_count: number;
  skipped: string[];
}

interface Props {
  monday: string;
  onClose: () => void;
  onCopied: () => unknown;
}

/** Says from which week to which and what already stands there, copies, and lists what was left out. */
export function CopyWeekDialog({ monday, onClose, onCopied }: Props) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState<Copied | null>(null);
  const [refusal, setRefusal] = useState("");
  const [isBusy, setBusy] = useState(false);
  const before = plus(monday, -7);
  const query = useQuery({
    queryKey: ["shift-counts", monday],
    queryFn: async () => ({ source: await shiftsOf(before), target: await shiftsOf(monday) }),
  });
  const days = {
    from: shortDay(before),
    from_end: shortDay(plus(before, 6)),
    to: shortDay(monday),
    to_end: shortDay(plus(monday, 6)),
  };
  async function copy() {
    setBusy(true);
    setRefusal("");
    try {
      const body = { from_monday: before, to_monday: monday };
      setCopied(await api.post<Copied>("/api/shift-blocks/copy-week", body));
      await onCopied();
    } catch (error) {
      setRefusal(sentence(error));
    } finally {
      setBusy(false);
    }
  }
  const buttons = copied ? (
    <Button type="primary" onClick={onClose}>
      {t("shift.copy_seen")}
    </Button>
  ) : (
    <>
      <Button onClick={onClose}>{t("action.cancel")}</Button>
      <Button type="primary" loading={isBusy} disabled={!query.data?.source} onClick={copy}>
        {t("shift.copy_confirm", { count: query.data?.source ?? 0 })}
      </Button>
    </>
  );
  return (
    <Modal open title={t("shift.copy_title", { to: days.to })} onCancel={onClose} footer={buttons}>
      {refusal && <Alert type="error" showIcon title={refusal} className="gap-below" role="alert" />}
      {copied ? (
        <>
          <p>{t("shift.copied", { count: copied.copied_count })}</p>
          {copied.skipped.length > 0 && (
            <>
              <p>{t("shift.skipped", { count: copied.skipped.length })}</p>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling list must be reachable by keyboard */}
              <ul className="skipped-shifts" tabIndex={0}>
                {copied.skipped.map((one) => (
                  <li key={one}>{one}</li>
                ))}
              </ul>
            </>
          )}
        </>
      ) : (
        <Asked query={query}>
          {({ source, target }) => (
            <>
              <p>{t("shift.copy_effect", { ...days, count: source })}</p>
              <p className={target > 0 ? undefined : "quiet"}>
                {target > 0 ? t("shift.copy_onto", { count: target }) : t("shift.copy_empty")}
              </p>
            </>
          )}
        </Asked>
      )}
    </Modal>
  );
}
