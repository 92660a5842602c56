import { Form, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../shared/api";
import type { Contact } from "../../shared/api.types";
import { EditDrawer } from "../../shared/ui/EditDrawer";
import { Panel } from "../../shared/ui/Panel";

interface Props {
  contacts: Contact[];
  owner: { compound_id: string } | { organization_id: string };
  canEdit: boolean;
  onSaved: () => unknown;
}

/** The named people of a compound or organization, masked. */
export function ContactsPanel({ contacts, owner, canEdit, onSaved }: Props) {
  const { t } = useTranslation();
  const [edited, setEdited] = useState<Contact | "new" | null>(null);
  return (
    <Panel
      title={t("contact.title", { count: contacts.length })}
      note={
        canEdit && (
          <button type="button" className="link-button" onClick={() => setEdited("new")}>
            {t("contact.add")}
          </button>
        )
      }
    >
      {contacts.length === 0 && <p className="quiet">{t("contact.none")}</p>}
      <ul className="people">
        {contacts.map((contact) => (
          <li key={contact.id}>
            <span className="strong">{contact.name}</span>
            <span className="quiet">{contact.title}</span>
            <span className="grow">{contact.phone}</span>
            {canEdit && (
              <button type="button" className="link-button" onClick={() => setEdited(contact)}>
                {t("action.edit")}
              </button>
            )}
          </li>
        ))}
      </ul>
      {edited && (
        <EditDrawer<Contact>
          title={edited === "new" ? t("contact.add") : t("contact.edit", { name: edited.name })}
          draftKey={`contact-${edited === "new" ? JSON.stringify(owner) : edited.id}`}
          initial={edited === "new" ? undefined : { title: edited.title }}
          onClose={() => setEdited(null)}
          onSaved={onSaved}
          onSend={(values) =>
            edited === "new"
              ? api.post("/api/contacts", { ...owner, ...values })
              : api.patch(`/api/contacts/${edited.id}`, values)
          }
        >
          <Form.Item name="title" label={t("contact.post")}>
            <Input placeholder={t("contact.post_example")} />
          </Form.Item>
          <Form.Item
            name="name"
            label={t("person.name")}
            extra={edited === "new" ? undefined : t("person.keep", { value: edited.name })}
            rules={[{ required: edited === "new", message: t("field.required") }]}
          >
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item
            name="phone"
            label={t("person.phone")}
            extra={edited === "new" ? undefined : t("person.keep", { value: edited.phone })}
          >
            <Input autoComplete="off" inputMode="tel" />
          </Form.Item>
        </EditDrawer>
      )}
    </Panel>
  );
}
