import { CheckOutlined, CloseOutlined, EditOutlined, SwapOutlined, UnorderedListOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";
import type { BatchCounts, SampleClass } from "../../../shared/api.types";
import { digits } from "../../../shared/format";
import { CLASSES, countOf } from "./batches";

export const CLASS_ICONS: Record<SampleClass, React.ReactNode> = {
  new: <CheckOutlined aria-hidden="true" />,
  changed: <EditOutlined aria-hidden="true" />,
  same: <UnorderedListOutlined aria-hidden="true" />,
  duplicates: <SwapOutlined aria-hidden="true" />,
  rejected: <CloseOutlined aria-hidden="true" />,
};

/** The five classes of a file's rows, side by side. */
export function ClassBand({ counts }: { counts: BatchCounts }) {
  const { t } = useTranslation();
  return (
    <dl className="class-band">
      {CLASSES.map((which) => (
        <div key={which} className={`class-${which}`}>
          <dt>
            {CLASS_ICONS[which]} {t(`imports.class.${which}`)}
          </dt>
          <dd>
            <strong>{digits(countOf(counts, which))}</strong>
            <span>{t(`imports.class_note.${which}`)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
