import { EyeOutlined } from "@ant-design/icons";
import { Button, Input, Popover, Radio } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, Problem } from "../../shared/api";
import type { Resident } from "../../shared/api.types";
import { sentence } from "../../shared/problem";

const PURPOSES = ["CONCERN", "CALL_BACK", "CORRECTION", "OTHER"] as const;
const SHOWN_MS = 30 * 60 * 1000;

interface Whole {
  name: string;
  phone: string;
}

/** One person masked; the whole name and phone for thirty minutes once a purpose is given. Never the ID number. */
export function Revealed({ resident }: { resident: Resident }) {
  const { t } = useTranslation();
  const [whole, setWhole] = useState<Whole | null>(null);
  const [isAsking, setAsking] = useState(false);
  useEffect(() => {
    if (!whole) return;
    const timer = setTimeout(() => setWhole(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [whole]);
  async function reveal() {
    setWhole(await api.post<Whole>(`/api/residents/${resident.id}/reveal`));
    setAsking(false);
  }
  async function ask() {
    try {
      await reveal();
    } catch (error) {
      if (!(error instanceof Problem && error.code === "PURPOSE_NEEDED")) throw error;
      setAsking(true);
    }
  }
  return (
    <span className="revealed">
      <span>
        <span className="strong">{whole?.name ?? resident.name}</span>
        <span className="quiet"> {whole?.phone ?? resident.phone}</span>
      </span>
      {!whole && resident.allowed_actions.includes("reveal") && (
        <Popover
          open={isAsking}
          trigger={[]}
          placement="bottomLeft"
          content={<PurposeForm name={resident.name} onGiven={reveal} onClose={() => setAsking(false)} />}
        >
          <button
            type="button"
            className="icon-button"
            aria-label={t("reveal.show", { name: resident.name })}
            onClick={() => ask().catch(() => setAsking(true))}
          >
            <EyeOutlined aria-hidden="true" />
          </button>
        </Popover>
      )}
    </span>
  );
}

interface FormProps {
  name: string;
  onGiven: () => Promise<void>;
  onClose: () => void;
}

function PurposeForm({ name, onGiven, onClose }: FormProps) {
  const { t } = useTranslation();
  const [purpose, setPurpose] = useState<string>(PURPOSES[0]);
  const [note, setNote] = useState("");
  const [refusal, setRefusal] = useState("");
  async function give() {
    try {
      await api.post("/api/reveal-purposes", { purpose, note });
      await onGiven();
    } catch (error) {
      setRefusal(sentence(error));
    }
  }
  return (
    <div className="purpose">
      <h3>{t("reveal.title", { name })}</h3>
      <Radio.Group
        className="purpose-list"
        value={purpose}
        onChange={(event) => setPurpose(event.target.value)}
        options={PURPOSES.map((code) => ({ value: code, label: t(`reveal.purpose.${code}`) }))}
      />
      {purpose === "OTHER" && (
        <Input
          value={note}
          maxLength={100}
          aria-label={t("reveal.note")}
          placeholder={t("reveal.note")}
          onChange={(event) => setNote(event.target.value)}
        />
      )}
      {refusal && <p role="alert">{refusal}</p>}
      <p className="quiet small">{t("reveal.recorded")}</p>
      <div className="row-end">
        <Button size="small" onClick={onClose}>
          {t("action.cancel")}
        </Button>
        <Button size="small" onClick={give}>
          {t("reveal.confirm")}
        </Button>
      </div>
    </div>
  );
}
