import { Alert, Button, DatePicker, Form, Input, Radio } from "antd";
import type { Dayjs } from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, rowsOf } from "../../shared/api";
import type { Listed, Resident, TargetList } from "../../shared/api.types";
import { sentence } from "../../shared/problem";
import { ReasonDialog } from "../../shared/ui/ReasonDialog";

const SOURCES = ["OFFICER", "COMMITTEE", "PAST_VICTIM", "OWN_WISH"] as const;

interface Props {
  list: TargetList;
  onClose: () => void;
  onSaved: () => unknown;
}

/** Puts one person on the list by name of who asked, why and until when. */
export function NominateDialog({ list, onClose, onSaved }: Props) {
  const { t } = useTranslation();
  return (
    <ReasonDialog
      title={t("list.nominate")}
      effect={t("nominate.effect")}
      verb={t("list.nominate")}
      initial={{ source: "OFFICER" }}
      onClose={onClose}
      onSend={async (values) => {
        const { resident_id, source, reason, expires_on } = values as {
          resident_id: string;
          source: string;
          reason: string;
          expires_on: Dayjs;
        };
        await api.post(`/api/lists/${list.id}/nominate`, {
          resident_id,
          source,
          reason,
          expires_on: expires_on.format("YYYY-MM-DD"),
        });
        await onSaved();
      }}
    >
      <Form.Item
        name="resident_id"
        label={t("nominate.who")}
        rules={[{ required: true, message: t("nominate.who_missing") }]}
      >
        <PersonPicker />
      </Form.Item>
      <Form.Item name="source" label={t("target.source")}>
        <Radio.Group options={SOURCES.map((code) => ({ value: code, label: t(`target.source.${code}`) }))} />
      </Form.Item>
      <Form.Item
        name="expires_on"
        label={t("target.expires_on")}
        rules={[{ required: true, message: t("field.required") }]}
      >
        <DatePicker />
      </Form.Item>
    </ReasonDialog>
  );
}

/** Finds a person by exact name or phone and lets one be chosen; a form field. */
function PersonPicker({ value, onChange }: { value?: string; onChange?: (id: string) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [found, setFound] = useState<Resident[] | null>(null);
  const [refusal, setRefusal] = useState("");
  async function search() {
    setRefusal("");
    const by = /^[\d\s-]+$/.test(text) ? "phone" : "name";
    try {
      setFound(rowsOf(await api.post<Listed<Resident>>("/api/residents/search", { by, value: text.trim() })));
    } catch (error) {
      setRefusal(sentence(error));
    }
  }
  return (
    <div>
      <div className="row">
        <Input
          className="filter-select"
          autoComplete="off"
          aria-label={t("nominate.search")}
          placeholder={t("nominate.search")}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onPressEnter={(event) => {
            event.preventDefault();
            void search();
          }}
        />
        <Button onClick={search} disabled={!text.trim()}>
          {t("person.search")}
        </Button>
      </div>
      {refusal && <Alert type="error" title={refusal} />}
      {found?.length === 0 && <p className="quiet">{t("person.none_title")}</p>}
      <Radio.Group
        className="picker"
        value={value}
        onChange={(event) => onChange?.(event.target.value)}
        options={(found ?? []).map((person) => ({
          value: person.id,
          label: `${person.name} ${person.phone} ${person.household ? `${person.household.compound_name} ${person.household.door}` : ""}`,
        }))}
      />
    </div>
  );
}
