import { useQuery } from "@tanstack/react-query";
import { DatePicker, Form, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useTranslation } from "react-i18next";
import { api, rowsOf } from "../../shared/api";
import type { Area, Community, Listed, StaffUser } from "../../shared/api.types";
import { EditDrawer } from "../../shared/ui/EditDrawer";
import { useToday } from "./session";

interface Props {
  user: StaffUser;
  onClose: () => void;
  onSaved: () => unknown;
}

/** Which communities somebody answers for, from when and until when. */
export function AreasForm({ user, onClose, onSaved }: Props) {
  const { t } = useTranslation();
  const today = useToday();
  const { data } = useQuery({
    queryKey: ["communities", user.station?.code],
    queryFn: async () => rowsOf(await api.get<Listed<Community>>("/api/communities", { station: user.station?.code })),
  });
  const areas = useQuery({
    queryKey: ["areas", user.id],
    queryFn: () => api.get<Area[]>(`/api/users/${user.id}/areas`),
    staleTime: 0,
  });
  if (!areas.data) return null;
  return (
    <EditDrawer
      title={t("user.areas_of", { name: user.name })}
      draftKey={`areas-${user.id}`}
      initial={{
        community_ids: areas.data.map((area) => area.community.id),
        from_on: dayjs(areas.data[0]?.from_on ?? today),
        to_on: areas.data[0]?.to_on ? dayjs(areas.data[0].to_on) : undefined,
      }}
      onClose={onClose}
      onSaved={onSaved}
      onSend={({ community_ids, from_on, to_on }) =>
        api.put(`/api/users/${user.id}/areas`, {
          community_ids,
          from_on: (from_on as Dayjs).format("YYYY-MM-DD"),
          to_on: to_on ? (to_on as Dayjs).format("YYYY-MM-DD") : null,
        })
      }
    >
      <Form.Item name="community_ids" label={t("place.community")} extra={t("user.areas_note")}>
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: "label" }}
          options={(data ?? []).map((row) => ({ value: row.id, label: row.name }))}
        />
      </Form.Item>
      <div className="pair-fields">
        <Form.Item name="from_on" label={t("user.from_on")} rules={[{ required: true, message: t("field.required") }]}>
          <DatePicker />
        </Form.Item>
        <Form.Item name="to_on" label={t("user.to_on")} extra={t("user.to_on_note")}>
          <DatePicker />
        </Form.Item>
      </div>
    </EditDrawer>
  );
}
