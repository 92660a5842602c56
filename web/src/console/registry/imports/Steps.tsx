import { CheckOutlined } from "@ant-design/icons";
import { useTranslation } from "react-i18next";

const STEPS = ["upload", "map", "preview", "write"] as const;

/** Upload, map, preview, write: the step's own name says that nothing is written yet. */
export function Steps({ current }: { current: number }) {
  const { t } = useTranslation();
  return (
    <ol className="steps">
      {STEPS.map((step, index) => (
        <li
          key={step}
          className={index < current ? "is-past" : index === current ? "is-current" : ""}
          aria-current={index === current ? "step" : undefined}
        >
          <span className="step-mark">
            {index < current ? <CheckOutlined aria-label={t("imports.step_done")} /> : index + 1}
          </span>
          {index === current ? t(`imports.step_current.${step}`) : t(`imports.step.${step}`)}
        </li>
      ))}
    </ol>
  );
}
