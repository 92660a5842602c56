import "./imports.css";
import { useTranslation } from "react-i18next";
import { Panel } from "../../../shared/ui/Panel";

/** Answers the three fears of whoever imports for the first time. */
export function Worries() {
  const { t } = useTranslation();
  return (
    <Panel title={t("worry.title")}>
      <dl className="worries">
        {(["messy", "wrong", "safe"] as const).map((code) => (
          <div key={code}>
            <dt className="strong">{t(`worry.${code}`)}</dt>
            <dd>{t(`worry.${code}_answer`)}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
